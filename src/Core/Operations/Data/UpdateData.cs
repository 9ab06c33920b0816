using SchemaMigrate.Errors;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Operations;

/// <summary>
/// Changes data as a backfill: in small batches that are committed one by one, throttled, resumed after a crash, with a proof and a receipt at the end.
/// Locks: ROW EXCLUSIVE on the table, and row locks on one batch at a time.
/// </summary>
public sealed record UpdateData : Operation
{
    /// <summary>Takes what is to be set.</summary>
    /// <param name="table">The table.</param>
    /// <param name="set">The columns and what they get.</param>
    /// <exception cref="MigrationException"><see cref="OperationsErrors.IncompleteOperation"/>: nothing is set.</exception>
    public UpdateData(QualifiedName table, ValueList<DataAssignment> set)
    {
        ArgumentNullException.ThrowIfNull(set);
        (Table, Set) = set.Count > 0
            ? (table, set)
            : throw new MigrationException(OperationsErrors.IncompleteOperation, $"A change of data of {table.Display} sets no column.");
    }

    /// <summary>The table.</summary>
    public QualifiedName Table { get; }

    /// <summary>The columns and what they get.</summary>
    public ValueList<DataAssignment> Set { get; }

    /// <summary>
    /// The table that gets a row for each row of <see cref="Table"/>, with <see cref="Set"/> as its columns, unless it is there already; null to change
    /// <see cref="Table"/> itself.
    /// </summary>
    public QualifiedName? InsertInto { get; init; }

    /// <summary>Which rows; null for all.</summary>
    public ExpressionFragment? Where { get; init; }

    /// <summary>The name of the backfill; null makes it from the table and the columns: <c>users.full_name</c>.</summary>
    public string? Name { get; init; }

    /// <summary>How it goes about it.</summary>
    public BackfillPace Pace { get; init; } = new();

    /// <summary>The change that undoes it; null when there is none.</summary>
    public UpdateData? Undo { get; init; }

    /// <summary>Whether a downgrade has nothing to undo: the column that was filled goes with its own operation.</summary>
    public bool NothingToUndo { get; init; }

    /// <summary>The name that the backfill gets.</summary>
    public string BackfillName => Name ?? $"{(InsertInto ?? Table).Display}.{string.Join("+", Set.Select(assignment => assignment.Column.Name))}";

    /// <inheritdoc/>
    public override string Summary => $"{(InsertInto is null ? "Update" : "Insert")} data {(InsertInto ?? Table).Display}: {OneLine.Of(string.Join(", ", Set.Select(assignment => assignment.Column.Name)))}";

    /// <inheritdoc/>
    public override IReadOnlyList<OperationStep> Lower(LoweringContext context) => [new BackfillOperationStep(BackfillName, Table, Set, Where, Pace) { InsertInto = InsertInto }];

    /// <inheritdoc/>
    public override OperationInverse Inverse => Undo is { } undo
        ? OperationInverse.Exact(undo with { Undo = this with { Undo = null } })
        : NothingToUndo
            ? OperationInverse.Exact()
            : OperationInverse.Irreversible(InsertInto is { } into
                ? $"Which rows of {into.Display} were inserted is not kept."
                : $"What {Table.Display} held before its data was changed is not kept.");

    /// <inheritdoc/>
    public override string ToScript() =>
        new PowerShellCommand("Update-MigrationData").Argument(Table.Spelling)
            .Parameter("Set", Set.Select(assignment => $"{assignment.Column.Spelling} = {assignment.Value.Sql}"))
            .Parameter("Where", Where?.Sql)
            .Parameter("InsertInto", InsertInto?.Spelling)
            .Parameter("Name", Name)
            .Parameter("BatchSize", Pace.BatchSize?.ToString(System.Globalization.CultureInfo.InvariantCulture))
            .Parameter("Workers", Pace.Workers?.ToString(System.Globalization.CultureInfo.InvariantCulture))
            .Parameter("OnError", Pace.OnError)
            .Parameter("Undo", Undo)
            .Switch("NothingToUndo", NothingToUndo)
            .ToString();
}
