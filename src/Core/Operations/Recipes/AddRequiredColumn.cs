using SchemaMigrate.Sql;

namespace SchemaMigrate.Operations;

/// <summary>Adds a column that refuses NULL and whose value in the rows that are there has to be computed.</summary>
/// <param name="Table">The table.</param>
/// <param name="Column">The column; its NOT NULL comes last.</param>
/// <param name="Value">What a row gets whose writer gave no value.</param>
public sealed record AddRequiredColumn(QualifiedName Table, ColumnDefinition Column, ExpressionFragment Value) : Recipe
{
    /// <inheritdoc/>
    public override string Summary => $"Add required column {Table.Display}.{Column.Name.Name} {Column.Type}";

    /// <inheritdoc/>
    public override IReadOnlyList<RecipePhase> Expand() =>
        new RequiredValue(Table, Column.Name, Value).Phases(new AddColumn(Table, Column with { NotNull = false }));

    /// <inheritdoc/>
    public override string ToScript() =>
        (Column with { NotNull = true }).AddTo(
            new PowerShellCommand("Add-MigrationColumn").Argument(Table.Spelling).Argument(Column.Name.Spelling).Argument(Column.Type.Sql))
            .Parameter("Backfill", Value.Sql)
            .ToString();
}
