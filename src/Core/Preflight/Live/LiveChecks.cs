namespace SchemaMigrate.Preflight;

/// <summary>The checks that look at the catalog and the activity, in the order in which they are made.</summary>
internal static class LiveChecks
{
    public static IReadOnlyList<Action<LiveCase>> All { get; } =
    [
        NameCheck.Examine,
        NotNullCheck.Examine,
        TypeCheck.Examine,
        DropCheck.Examine,
        ForeignKeyDropCheck.Examine,
        IndexCheck.Examine,
        BackingIndexCheck.Examine,
        PartitionCheck.Examine,
        ViewCheck.Examine,
        ReplicationCheck.Examine,
        RowSecurityCheck.Examine,
        PrivilegeCheck.Examine,
        ActivityCheck.Examine,

        // The last two: they look at the findings that the others have added or dismissed.
        SizeCheck.Examine,
        StorageCheck.Examine,
    ];
}
