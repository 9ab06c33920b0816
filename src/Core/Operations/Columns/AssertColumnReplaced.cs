using SchemaMigrate.Sql;

namespace SchemaMigrate.Operations;

/// <summary>
/// Stops the run when a column that is about to go has something that its successor lacks: NOT NULL, a default, an index, a constraint; or when something needs the
/// column by name: a view, a policy, a trigger, a foreign key of another table. The message names each. It reads the catalog only.
/// </summary>
/// <param name="Table">The table.</param>
/// <param name="Column">The column that is about to go.</param>
/// <param name="NewColumn">The column that takes its place.</param>
public sealed record AssertColumnReplaced(QualifiedName Table, Identifier Column, Identifier NewColumn) : Operation
{
    /// <summary>The table of the column that takes its place; null when it is the same.</summary>
    public QualifiedName? InTable { get; init; }

    /// <inheritdoc/>
    public override string Summary => $"Assert: {(InTable is { } other ? other.Display + "." : "")}{NewColumn.Name} can take the place of {Table.Display}.{Column.Name}";

    /// <inheritdoc/>
    public override IReadOnlyList<OperationStep> Lower(LoweringContext context) =>
        [new SqlOperationStep(CatalogBlock.Do("Columns/ColumnReplaced", ("table", Table.ToString()), ("target", (InTable ?? Table).ToString()), ("from", Column.Name), ("to", NewColumn.Name)))];

    /// <inheritdoc/>
    public override OperationInverse Inverse => OperationInverse.Exact();

    /// <inheritdoc/>
    public override string ToScript() =>
        new PowerShellCommand("Assert-MigrationColumn").Argument(Table.Spelling).Argument(Column.Spelling).Argument(NewColumn.Spelling)
            .Parameter("InTable", InTable?.Spelling)
            .ToString();
}
