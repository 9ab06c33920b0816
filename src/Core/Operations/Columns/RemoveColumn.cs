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

    /// <summary>A table that takes the values before the column is dropped, by the key of their row, and from which the way back fills it again; null to lose them.</summary>
    public QualifiedName? ArchiveTo { get; init; }

    /// <summary>With <see cref="ArchiveTo"/>: the columns that identify a row.</summary>
    public ValueList<Identifier> Key { get; init; } = [];

    private ColumnArchive? Archive => ArchiveTo is not { } archive ? null : Definition is null
        ? throw new MigrationException(OperationsErrors.IncompleteOperation, $"-ArchiveTo needs the type of {Table.Display}.{Column.Name}: the values are kept to be put back.") { Target = Column.Name }
        : new ColumnArchive(Table, Column, archive, Required.Items(Key, $"-ArchiveTo needs -Key: the columns that identify a row of {Table.Display}."));

    /// <inheritdoc/>
    public override string Summary => $"Remove column {Table.Display}.{Column.Name}";

    /// <inheritdoc/>
    public override IReadOnlyList<OperationStep> Lower(LoweringContext context) =>
        Archive is { } archive
            ? [.. archive.Fill(), new SqlOperationStep($"{archive.End};\nALTER TABLE {Table} DROP COLUMN {Column}") { StartsTransaction = true }]
            : [new SqlOperationStep($"ALTER TABLE {Table} DROP COLUMN {Column}")];

    /// <inheritdoc/>
    public override OperationInverse Inverse
    {
        get
        {
            if (Definition is not { } column)
            {
                return OperationInverse.Irreversible($"The type of {Table.Display}.{Column.Name} was not given, so the column cannot be put back.");
            }

            if (Archive is { } archive)
            {
                var nullable = column.NotNull && !column.FillsExistingRows;
                return OperationInverse.Lossy(
                    $"The column {Table.Display}.{Column.Name} comes back as the last one{(nullable ? ", nullable" : "")}, with its values from {ArchiveTo?.Display} but without its indexes, constraints and privileges; "
                    + "rows that came after it was dropped have no value for it.",
                    [new AddColumn(Table, nullable ? column with { NotNull = false } : column), .. archive.Restore(column.FillsExistingRows)]);
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
        return (Definition is { } column ? column.AddTo(command.Argument(column.Type.Sql)) : command)
            .Parameter("ArchiveTo", ArchiveTo?.Spelling).Parameter("Key", Key.Select(key => key.Spelling)).ToString();
    }
}
