using System.Management.Automation;
using SchemaMigrate.Operations;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Cmdlets.Operations;

/// <summary>Emits the recipe that moves columns of a table into the table that its rows belong to, under running clients, and drops it in the end.</summary>
[Cmdlet(VerbsData.Merge, "MigrationTable")]
[OutputType(typeof(MergeTable))]
public sealed class MergeMigrationTableCommand : TableRecipeCmdlet
{
    /// <summary>The columns of -Table that say to which row of -Into a row belongs.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string[] Reference { get; set; } = [];

    /// <summary>Where several rows belong to one: Refuse, or merge the First or the Last in the order of -OrderBy and keep the others in a table of their own in the end.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateSet("Refuse", "First", "Last")]
    public string OnMultiple { get; set; } = "Refuse";

    /// <summary>With -OnMultiple First or Last: the order. Its last column must be unique, and none may be NULL.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string[] OrderBy { get; set; } = [];

    /// <summary>Rows that belong to no row of -Into: Refuse, or keep them in a table of their own in the end (Quarantine).</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateSet("Refuse", "Quarantine")]
    public string OnOrphan { get; set; } = "Refuse";

    /// <summary>The column of -Into that remembers which rows had a row in -Table. Default: has_ and the name of the table.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Flag { get; set; }

    /// <summary>For how many days the hidden table is kept before it may be dropped, and the flag after it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateRange(1, 3650)]
    public int KeepDays { get; set; } = 30;

    /// <summary>What creates the table again, so that its drop can be undone: <c>(New-MigrationTable profiles …)</c>.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public object? Restore { get; set; }

    /// <inheritdoc/>
    protected override Recipe CreateRecipe()
    {
        var several = !string.Equals(OnMultiple, nameof(MultipleRows.Refuse), StringComparison.OrdinalIgnoreCase);
        RequireWith($"{nameof(OnMultiple)} First or Last", several, (nameof(OrderBy), OrderBy.Length > 0));
        return new MergeTable(QualifiedName.Parse(Table), NameParameters.ReadPairs(Columns), QualifiedName.Parse(Into), NameParameters.Read(Reference))
        {
            Key = NameParameters.Read(Key),
            OnMultiple = Enum.Parse<MultipleRows>(OnMultiple, ignoreCase: true),
            Order = NameParameters.Read(OrderBy),
            OnOrphan = Enum.Parse<OrphanRows>(OnOrphan, ignoreCase: true),
            Flag = NameParameters.ReadOptional(Flag),
            KeepDays = KeepDays,
            Restore = RestoreOperation.Of<NewTable>(Restore, "New-MigrationTable"),
            With = OperationList.Of(With),
        };
    }
}
