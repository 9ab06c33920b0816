using SchemaMigrate.Sql;

namespace SchemaMigrate.Operations;

/// <summary>
/// Keeps two columns of a table equal while some writers know the one and some the other, by a trigger that works on the row being written and so cannot
/// set itself off. The side that a write changed wins; when both were changed, the new one. SHARE ROW EXCLUSIVE on the table for an instant to begin,
/// ACCESS EXCLUSIVE for an instant to stop.
/// </summary>
/// <param name="Table">The table.</param>
/// <param name="Column">The column that old writers know.</param>
/// <param name="NewColumn">The column that new writers know. It must have no default: a value in it means that the writer gave it.</param>
public sealed record SyncColumn(QualifiedName Table, Identifier Column, Identifier NewColumn) : Operation
{
    /// <summary>Gives the new column's value, over the row; null for the value of the old one.</summary>
    public ExpressionFragment? Up { get; init; }

    /// <summary>Gives the old column's value, over the row; null for the value of the new one.</summary>
    public ExpressionFragment? Down { get; init; }

    /// <summary>True to end it.</summary>
    public bool Stop { get; init; }

    /// <summary>The name of the trigger and of its function: late in the alphabet, because triggers fire in the order of their names.</summary>
    public Identifier TriggerName => DerivedName.Of("zz_sync", [Table.Name.Name, Column.Name, NewColumn.Name]);

    /// <inheritdoc/>
    public override string Summary => $"{(Stop ? "Stop syncing" : "Sync")} columns {Column.Name} and {NewColumn.Name} of {Table.Display}";

    /// <inheritdoc/>
    public override IReadOnlyList<OperationStep> Lower(LoweringContext context) => Stop
        ?
        [
            new SqlOperationStep($"DROP TRIGGER {TriggerName} ON {Table}"),
            new SqlOperationStep($"DROP FUNCTION {Table.Sibling(TriggerName)}()"),
        ]
        :
        [
            new SqlOperationStep(TriggerFunction.Check(Table, [Column.ToString(), NewColumn.ToString(), .. new[] { Up, Down }.OfType<ExpressionFragment>().Select(expression => expression.Sql)])),
            new SqlOperationStep(SyncColumnFunction.Create(this)),
            new SqlOperationStep(TriggerFunction.Comment(Table.Sibling(TriggerName), $"keeps {Column.Name} and {NewColumn.Name} equal")),
            new SqlOperationStep($"CREATE TRIGGER {TriggerName} BEFORE INSERT OR UPDATE ON {Table} FOR EACH ROW EXECUTE FUNCTION {Table.Sibling(TriggerName)}()"),
            new SqlOperationStep(TriggerFunction.Comment(TriggerName, Table, $"keeps {Column.Name} and {NewColumn.Name} equal")),
        ];

    /// <inheritdoc/>
    public override OperationInverse Inverse => OperationInverse.Exact(this with { Stop = !Stop });

    /// <inheritdoc/>
    public override string ToScript() =>
        new PowerShellCommand("Sync-MigrationColumn").Argument(Table.Spelling).Argument(Column.Spelling).Argument(NewColumn.Spelling)
            .Parameter("Up", Up?.Sql)
            .Parameter("Down", Down?.Sql)
            .Switch("Stop", Stop)
            .ToString();
}
