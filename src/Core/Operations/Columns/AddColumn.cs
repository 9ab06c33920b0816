using SchemaMigrate.Sql;

namespace SchemaMigrate.Operations;

/// <summary>
/// Adds a column. ACCESS EXCLUSIVE on the table for an instant with no default, or with one that is constant or stable; a volatile default, an identity and
/// a stored generated column rewrite the table under that lock.
/// </summary>
/// <param name="Table">The table.</param>
/// <param name="Column">The column.</param>
public sealed record AddColumn(QualifiedName Table, ColumnDefinition Column) : Operation
{
    /// <inheritdoc/>
    public override string Summary => $"Add column {Table.Display}.{Column.Name.Name} {Column.Type}";

    /// <inheritdoc/>
    public override IReadOnlyList<OperationStep> Lower(LoweringContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var add = new SqlOperationStep($"ALTER TABLE {Table} ADD COLUMN {Column.Clause(context)}");
        return Column.Comment is { } comment
            ? [add, new SqlOperationStep($"COMMENT ON COLUMN {Table}.{Column.Name} IS {Literal.Of(comment)}")]
            : [add];
    }

    /// <inheritdoc/>
    public override OperationInverse Inverse => OperationInverse.Exact(new RemoveColumn(Table, Column.Name) { Definition = Column });

    /// <inheritdoc/>
    public override string ToScript() =>
        Column.AddTo(new PowerShellCommand("Add-MigrationColumn").Argument(Table.Spelling).Argument(Column.Name.Spelling).Argument(Column.Type.Sql))
            .ToString();
}
