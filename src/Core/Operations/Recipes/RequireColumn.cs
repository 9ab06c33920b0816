using SchemaMigrate.Sql;

namespace SchemaMigrate.Operations;

/// <summary>
/// Makes a column refuse NULL that has some: rows without a value get one, also those that writers bring in meanwhile. Which rows had none is not kept.
/// </summary>
/// <param name="Table">The table.</param>
/// <param name="Column">The column.</param>
/// <param name="Value">What a row gets that has no value.</param>
public sealed record RequireColumn(QualifiedName Table, Identifier Column, ExpressionFragment Value) : Recipe
{
    /// <inheritdoc/>
    public override string Summary => $"Require column {Table.Display}.{Column.Name}";

    /// <inheritdoc/>
    public override IReadOnlyList<RecipePhase> Expand() => new RequiredValue(Table, Column, Value).Phases();

    /// <inheritdoc/>
    public override string ToScript() =>
        new PowerShellCommand("Set-MigrationColumn").Argument(Table.Spelling).Argument(Column.Spelling).Switch("NotNull", true).Parameter("Backfill", Value.Sql)
            .ToString();
}
