namespace SchemaMigrate.Backfills;

/// <summary>What a backfill walks a table by: a unique key, or the physical position of rows where there is none.</summary>
/// <param name="Columns">The columns, in the order of the index.</param>
/// <param name="Index">The index, quoted and with its schema; null for physical positions.</param>
public sealed record WalkKey(IReadOnlyList<KeyColumn> Columns, string? Index)
{
    /// <summary>Physical positions: rows move when they are changed, so one walk proves nothing and passes are repeated.</summary>
    public static WalkKey Physical { get; } = new([new KeyColumn("ctid", "pg_catalog.tid", null)], null);

    /// <summary>Whether rows are walked by physical position.</summary>
    public bool IsPhysical => Index is null;

    /// <summary>For people: <c>(tenant_id, id)</c>.</summary>
    public override string ToString() => $"({string.Join(", ", Columns.Select(column => column.Name))})";
}
