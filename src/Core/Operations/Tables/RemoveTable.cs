using SchemaMigrate.Errors;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Operations;

/// <summary>
/// Drops a table. ACCESS EXCLUSIVE on it for an instant, and on every table that it references unless those foreign keys are named in <see cref="ForeignKeys"/>.
/// PostgreSQL refuses when a view or a foreign key of another table needs it.
/// </summary>
/// <param name="Table">The table.</param>
public sealed record RemoveTable(QualifiedName Table) : Operation
{
    private readonly NewTable? restore;

    /// <summary>The operation that creates the table again, without its rows; null when nobody said.</summary>
    /// <exception cref="MigrationException"><see cref="OperationsErrors.ConflictingOptions"/>: the operation is for another table.</exception>
    public NewTable? Restore
    {
        get => restore;
        init => restore = value is null || value.Table == Table
            ? value
            : throw new MigrationException(OperationsErrors.ConflictingOptions,
                $"The table {Table.Display} cannot be restored by the operation that creates {value.Table.Display}.") { Target = Table.Display };
    }

    /// <summary>
    /// With <see cref="Restore"/>, where another operation of the revision makes rows again: what is lost all the same, as a sentence for the plan. Null when all rows are lost.
    /// </summary>
    public string? Lost { get; init; }

    /// <summary>
    /// Foreign keys of the table, dropped first, each in a transaction of its own: so never more than two tables are locked at a time, which is what deadlocks.
    /// </summary>
    public ValueList<Identifier> ForeignKeys { get; init; } = [];

    /// <summary>
    /// What the table is called from now on, with another schema if wanted, instead of being dropped: nothing is copied, and nothing of it is lost. Null to drop it.
    /// </summary>
    public QualifiedName? ArchiveTo { get; init; }

    /// <summary>With <see cref="ArchiveTo"/>: true to take it back, so that the archived table is the table again.</summary>
    public bool Undo { get; init; }

    /// <inheritdoc/>
    public override string Summary => ArchiveTo is { } archive ? $"{(Undo ? "Undo: remove" : "Remove")} table {Table.Display} to {archive.Display}" : $"Remove table {Table.Display}";

    /// <inheritdoc/>
    public override IReadOnlyList<OperationStep> Lower(LoweringContext context) =>
    [
        .. ForeignKeys.Select(key => new SqlOperationStep($"ALTER TABLE {Table} DROP CONSTRAINT {key}") { StartsTransaction = true, EndsTransaction = true }),
        .. Archive() is { } archive ? archive : [new SqlOperationStep($"DROP TABLE {Table}")],
    ];

    private SqlOperationStep[]? Archive()
    {
        if (Lost is not null && Restore is null)
        {
            throw new MigrationException(OperationsErrors.IncompleteOperation, "-Lost needs -Restore: without it everything is lost.") { Target = Table.Display };
        }

        if (ArchiveTo is not { } archive)
        {
            return Undo ? throw new MigrationException(OperationsErrors.IncompleteOperation, "-Undo needs -ArchiveTo.") { Target = Table.Display } : null;
        }

        if (Restore is not null || (Undo && ForeignKeys.Count > 0) || (archive.Schema is not null && Table.Schema is null))
        {
            throw new MigrationException(OperationsErrors.ConflictingOptions,
                Restore is not null ? $"-ArchiveTo keeps {Table.Display} whole: leave -Restore out."
                : Undo ? "-Undo and -ForeignKeys exclude each other."
                : $"{archive.Display} has a schema: give that of {Table.Display}, too, so that it can come back.") { Target = Table.Display };
        }

        var moves = archive.Schema is { } schema && schema != Table.Schema;
        return Undo
            ?
            [
                .. moves ? [new SqlOperationStep($"ALTER TABLE {archive} SET SCHEMA {Table.Schema}")] : Array.Empty<SqlOperationStep>(),
                new SqlOperationStep($"ALTER TABLE {Table.Sibling(archive.Name)} RENAME TO {Table.Name}"),
            ]
            :
            [
                new SqlOperationStep(CatalogBlock.Do("Tables/TableUse", ("table", Table.ToString()))) { StartsTransaction = true },
                new SqlOperationStep($"ALTER TABLE {Table} RENAME TO {archive.Name}"),
                .. moves ? [new SqlOperationStep($"ALTER TABLE {Table.Sibling(archive.Name)} SET SCHEMA {archive.Schema}")] : Array.Empty<SqlOperationStep>(),
            ];
    }

    /// <inheritdoc/>
    public override OperationInverse Inverse => ArchiveTo is not null
        ? ForeignKeys.Count == 0
            ? OperationInverse.Exact(this with { Undo = !Undo })
            : OperationInverse.Lossy($"The foreign keys {OneLine.Of(ForeignKeys)} of {Table.Display} are not made again.", this with { Undo = !Undo, ForeignKeys = [] })
        : Restore is { } table
        ? OperationInverse.Lossy(
            Lost ?? $"The rows of {Table.Display} are lost, with the indexes, constraints, triggers and privileges that were added after it was created.", table)
        : OperationInverse.Irreversible($"What the table {Table.Display} was made of was not given, so it cannot be created again.");

    /// <inheritdoc/>
    public override string ToScript() =>
        new PowerShellCommand("Remove-MigrationTable").Argument(Table.Spelling)
            .Parameter("ForeignKeys", ForeignKeys.Select(key => key.Spelling))
            .Parameter("Restore", Restore)
            .Parameter("Lost", Lost)
            .Parameter("ArchiveTo", ArchiveTo?.Spelling)
            .Switch("Undo", Undo)
            .ToString();
}
