using System.Management.Automation;
using SchemaMigrate.Operations;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Cmdlets.Operations;

/// <summary>Emits the operation that adds a unique constraint through an index built concurrently.</summary>
[Cmdlet(VerbsCommon.Add, "MigrationUnique")]
[OutputType(typeof(AddUnique), typeof(AddUniqueDeduplicated))]
public sealed class AddMigrationUniqueCommand : TableOperationCmdlet
{
    /// <summary>The columns.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string[] Columns { get; set; } = [];

    /// <summary>The name of the constraint and of its index; uq_users_email when left out.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Name { get; set; }

    /// <summary>Columns carried along in the index.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string[] Include { get; set; } = [];

    /// <summary>NULLs count as equal. PostgreSQL 15 and later.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public SwitchParameter NullsNotDistinct { get; set; }

    /// <summary>When it is checked: Immediate (after each statement), Deferrable (unless a transaction defers it) or Deferred (at commit).</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateSet("Immediate", "Deferrable", "Deferred")]
    public string Timing { get; set; } = "Immediate";

    /// <summary>Build inside the transaction, which blocks reads and writes until it ends. For tables that are new, small or partitioned.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public SwitchParameter NotConcurrent { get; set; }

    /// <summary>
    /// In phases: all but the first of several rows with the same value are changed before. Suffix adds a suffix made of the row's key to a text, Null takes the value away.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateSet("Suffix", "Null")]
    public string? Deduplicate { get; set; }

    /// <summary>With -Deduplicate: the order that says which row is the first; the last column must be unique: <c>created_at, id</c>.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string[] KeepFirst { get; set; } = [];

    /// <summary>The table is partitioned: partition by partition, so that a run that is stopped goes on where it was.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public SwitchParameter Partitioned { get; set; }

    /// <inheritdoc/>
    protected override Operation CreateOperation()
    {
        var table = QualifiedName.Parse(Table);
        var columns = NameParameters.Read(Columns);
        var name = string.IsNullOrEmpty(Name) ? AddUnique.DefaultName(table, columns) : Identifier.Parse(Name);
        RequireWith(nameof(Deduplicate), !string.IsNullOrEmpty(Deduplicate), (nameof(KeepFirst), KeepFirst.Length > 0));
        var unique = new AddUnique(table, name, columns)
        {
            Include = NameParameters.Read(Include),
            NullsNotDistinct = NullsNotDistinct,
            Timing = Enum.Parse<ConstraintTiming>(Timing, ignoreCase: true),
            Concurrently = !NotConcurrent,
            Partitioned = Partitioned,
        };
        return string.IsNullOrEmpty(Deduplicate)
            ? unique
            : new AddUniqueDeduplicated(unique, Enum.Parse<DuplicateValues>(Deduplicate, ignoreCase: true), NameParameters.Read(KeepFirst));
    }
}
