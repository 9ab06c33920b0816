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
    /// Foreign keys of the table, dropped first, each in a transaction of its own: so never more than two tables are locked at a time, which is what deadlocks.
    /// </summary>
    public ValueList<Identifier> ForeignKeys { get; init; } = [];

    /// <inheritdoc/>
    public override string Summary => $"Remove table {Table.Display}";

    /// <inheritdoc/>
    public override IReadOnlyList<OperationStep> Lower(LoweringContext context) =>
    [
        .. ForeignKeys.Select(key => new SqlOperationStep($"ALTER TABLE {Table} DROP CONSTRAINT {key}") { StartsTransaction = true, EndsTransaction = true }),
        new SqlOperationStep($"DROP TABLE {Table}"),
    ];

    /// <inheritdoc/>
    public override OperationInverse Inverse => Restore is { } table
        ? OperationInverse.Lossy(
            $"The rows of {Table.Display} are lost, with the indexes, constraints, triggers and privileges that were added after it was created.", table)
        : OperationInverse.Irreversible($"What the table {Table.Display} was made of was not given, so it cannot be created again.");

    /// <inheritdoc/>
    public override string ToScript() =>
        new PowerShellCommand("Remove-MigrationTable").Argument(Table.Spelling)
            .Parameter("ForeignKeys", ForeignKeys.Select(key => key.Spelling))
            .Parameter("Restore", Restore)
            .ToString();
}
