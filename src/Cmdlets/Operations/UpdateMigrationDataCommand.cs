using System.Management.Automation;
using SchemaMigrate.Cmdlets.Backfills;
using SchemaMigrate.Operations;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Cmdlets.Operations;

/// <summary>Emits the operation that changes data as a backfill: in batches, throttled, resumable, with a proof at the end.</summary>
[Cmdlet(VerbsData.Update, "MigrationData")]
[OutputType(typeof(UpdateData))]
public sealed class UpdateMigrationDataCommand : TableOperationCmdlet
{
    /// <summary>
    /// The columns and what they get: <c>@{ full_name = "first_name || ' ' || last_name" }</c>, or texts such as <c>'full_name = lower(name)'</c>. A plain
    /// hashtable has no order of its own, so its columns are sorted.
    /// </summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public object Set { get; set; } = "";

    /// <summary>Which rows: a condition. Without one the proof cannot say that no row was missed.</summary>
    [Parameter(Position = 2, ValueFromPipelineByPropertyName = true)]
    public string? Where { get; set; }

    /// <summary>Insert into this table, for each row of -Table, a row with the columns of -Set, unless it is there already; -Table itself is left alone.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? InsertInto { get; set; }

    /// <summary>The name of the backfill, for gates and for Get-Backfill. Default: table and columns, such as users.full_name.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Name { get; set; }

    /// <summary>Rows of a batch. Default: adapted to the time that batches take.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateRange(1, 1_000_000)]
    public long? BatchSize { get; set; }

    /// <summary>Workers. Default: the plan chooses one or two.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateRange(1, 64)]
    public int? Workers { get; set; }

    /// <summary>What to do with a row that cannot be changed: Stop (default), Quarantine or Skip.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateSet("Stop", "Quarantine", "Skip")]
    public string? OnError { get; set; }

    /// <summary>The change that undoes it: <c>(Update-MigrationData users @{ name = 'full_name' })</c>.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public object? Undo { get; set; }

    /// <summary>A downgrade has nothing to undo, because the column that was filled is dropped by it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public SwitchParameter NothingToUndo { get; set; }

    /// <inheritdoc/>
    protected override Operation CreateOperation() => new UpdateData(
        QualifiedName.Parse(Table),
        [.. AssignmentText.Read(Set).Select(pair => new DataAssignment(Identifier.Parse(pair.Column), new ExpressionFragment(pair.Expression)))])
    {
        Where = string.IsNullOrWhiteSpace(Where) ? null : new ExpressionFragment(Where),
        InsertInto = string.IsNullOrWhiteSpace(InsertInto) ? null : QualifiedName.Parse(InsertInto),
        Name = string.IsNullOrWhiteSpace(Name) ? null : Name,
        Pace = new BackfillPace { BatchSize = BatchSize, Workers = Workers, OnError = string.IsNullOrEmpty(OnError) ? null : OnError },
        Undo = RestoreOperation.Of<UpdateData>(Undo, "Update-MigrationData"),
        NothingToUndo = NothingToUndo,
    };
}
