using System.Management.Automation;
using SchemaMigrate.Operations;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Cmdlets.Operations;

/// <summary>Emits the operation that adds a foreign key, not valid first, then validated in a transaction of its own.</summary>
[Cmdlet(VerbsCommon.Add, "MigrationForeignKey")]
[OutputType(typeof(AddForeignKey), typeof(AddForeignKeyResolved))]
public sealed class AddMigrationForeignKeyCommand : TableOperationCmdlet
{
    /// <summary>The referencing columns.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string[] Columns { get; set; } = [];

    /// <summary>The referenced table.</summary>
    [Parameter(Mandatory = true, Position = 2, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string ReferencedTable { get; set; } = "";

    /// <summary>The referenced columns; the primary key of the referenced table when left out.</summary>
    [Parameter(Position = 3, ValueFromPipelineByPropertyName = true)]
    public string[] ReferencedColumns { get; set; } = [];

    /// <summary>The name; fk_orders_user_id when left out.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Name { get; set; }

    /// <summary>What a deleted referenced row does to its referencing rows: NoAction refuses, Cascade deletes them too.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateSet("NoAction", "Restrict", "Cascade", "SetNull", "SetDefault")]
    public string OnDelete { get; set; } = "NoAction";

    /// <summary>What a changed key does to its referencing rows.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateSet("NoAction", "Restrict", "Cascade", "SetNull", "SetDefault")]
    public string OnUpdate { get; set; } = "NoAction";

    /// <summary>The columns of a composite key are NULL all or none.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public SwitchParameter MatchFull { get; set; }

    /// <summary>When it is checked: Immediate (after each statement), Deferrable (unless a transaction defers it) or Deferred (at commit).</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateSet("Immediate", "Deferrable", "Deferred")]
    public string Timing { get; set; } = "Immediate";

    /// <summary>Leave the rows that are there unchecked; Confirm-MigrationConstraint checks them later.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public SwitchParameter NotValid { get; set; }

    /// <summary>In phases: references that lead nowhere become NULL, and are lost (SetNull) or kept in a table (Quarantine).</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateSet("SetNull", "Quarantine")]
    public string? OnOrphan { get; set; }

    /// <summary>With -OnOrphan Quarantine: the columns that identify a row.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string[] Key { get; set; } = [];

    /// <summary>The table is partitioned: partition by partition, so that a run that is stopped goes on where it was.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public SwitchParameter Partitioned { get; set; }

    /// <inheritdoc/>
    protected override Operation CreateOperation()
    {
        var table = QualifiedName.Parse(Table);
        var columns = NameParameters.Read(Columns);
        var name = string.IsNullOrEmpty(Name) ? AddForeignKey.DefaultName(table, columns) : Identifier.Parse(Name);
        RequireWith(nameof(OnOrphan), !string.IsNullOrEmpty(OnOrphan), (nameof(Key), Key.Length > 0));
        var reference = new AddForeignKey(table, name, columns, QualifiedName.Parse(ReferencedTable))
        {
            ReferencedColumns = NameParameters.Read(ReferencedColumns),
            OnDelete = Enum.Parse<ReferentialAction>(OnDelete, ignoreCase: true),
            OnUpdate = Enum.Parse<ReferentialAction>(OnUpdate, ignoreCase: true),
            MatchFull = MatchFull,
            Timing = Enum.Parse<ConstraintTiming>(Timing, ignoreCase: true),
            NotValid = NotValid,
            Partitioned = Partitioned,
        };
        return string.IsNullOrEmpty(OnOrphan)
            ? reference
            : new AddForeignKeyResolved(reference, Enum.Parse<BrokenValues>(OnOrphan, ignoreCase: true)) { Key = NameParameters.Read(Key) };
    }
}
