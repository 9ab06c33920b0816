using SchemaMigrate.Errors;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Operations;

/// <summary>
/// Drops a column. ACCESS EXCLUSIVE on the table for an instant, and on the other table when the column has a foreign key. PostgreSQL also drops the indexes and
/// constraints that name the column, those over several columns included, and refuses when a view needs it.
/// </summary>
/// <param name="Table">The table.</param>
/// <param name="Column">The column's name.</param>
public sealed record RemoveColumn(QualifiedName Table, Identifier Column) : Operation
{
    private readonly ColumnDefinition? definition;

    /// <summary>What the column looked like, so that its shape can be restored; null when nobody said.</summary>
    /// <exception cref="MigrationException"><see cref="OperationsErrors.ConflictingOptions"/>: the definition is that of another column.</exception>
    public ColumnDefinition? Definition
    {
        get => definition;
        init => definition = value is null || value.Name == Column
            ? value
            : throw new MigrationException(OperationsErrors.ConflictingOptions,
                $"The column {Column.Name} cannot be restored from the definition of {value.Name.Name}.") { Target = value.Name.Name };
    }

    /// <inheritdoc/>
    public override string Summary => $"Remove column {Table.Display}.{Column.Name}";

    /// <inheritdoc/>
    public override IReadOnlyList<OperationStep> Lower(LoweringContext context) =>
        [new SqlOperationStep($"ALTER TABLE {Table} DROP COLUMN {Column}")];

    /// <inheritdoc/>
    public override OperationInverse Inverse
    {
        get
        {
            if (Definition is not { } column)
            {
                return OperationInverse.Irreversible($"The type of {Table.Display}.{Column.Name} was not given, so the column cannot be put back.");
            }

            var lost = $"The values of {Table.Display}.{Column.Name} are lost, with its place among the columns, its indexes, constraints and privileges";
            return column.NotNull && !column.FillsExistingRows
                ? OperationInverse.Lossy($"{lost}; it comes back nullable, because the rows have no value for it.",
                    new AddColumn(Table, column with { NotNull = false }))
                : OperationInverse.Lossy($"{lost}.", new AddColumn(Table, column));
        }
    }

    /// <inheritdoc/>
    public override string ToScript()
    {
        var command = new PowerShellCommand("Remove-MigrationColumn").Argument(Table.Spelling).Argument(Column.Spelling);
        return (Definition is { } column ? column.AddTo(command.Argument(column.Type.Sql)) : command).ToString();
    }
}
