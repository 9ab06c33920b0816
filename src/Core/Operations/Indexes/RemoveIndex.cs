using SchemaMigrate.Errors;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Operations;

/// <summary>
/// Drops an index, concurrently unless said otherwise: SHARE UPDATE EXCLUSIVE on its table, and it waits for the transactions that use the table. Not concurrently,
/// ACCESS EXCLUSIVE on the table for an instant. An index that backs a constraint is dropped with the constraint, not here.
/// </summary>
/// <param name="Name">The index.</param>
public sealed record RemoveIndex(QualifiedName Name) : Operation
{
    private readonly AddIndex? restore;

    /// <summary>The operation that puts the index back; null when nobody said.</summary>
    /// <exception cref="MigrationException"><see cref="OperationsErrors.ConflictingOptions"/>: the operation is for another index.</exception>
    public AddIndex? Restore
    {
        get => restore;
        init => restore = value is null || value.QualifiedName == Name
            ? value
            : throw new MigrationException(OperationsErrors.ConflictingOptions,
                $"The index {Name.Display} cannot be restored by the operation that adds {value.QualifiedName.Display}.") { Target = Name.Display };
    }

    /// <summary>Whether reads and writes go on. True unless said otherwise.</summary>
    public bool Concurrently { get; init; } = true;

    /// <inheritdoc/>
    public override string Summary => $"Remove index {Name.Display}";

    /// <inheritdoc/>
    public override IReadOnlyList<OperationStep> Lower(LoweringContext context) =>
        [new SqlOperationStep($"DROP INDEX {(Concurrently ? "CONCURRENTLY " : "")}{Name}")];

    /// <inheritdoc/>
    public override OperationInverse Inverse => Restore is { } index
        ? OperationInverse.Exact(index)
        : OperationInverse.Irreversible($"What the index {Name.Display} was made of was not given, so it cannot be built again.");

    /// <inheritdoc/>
    public override string ToScript() =>
        new PowerShellCommand("Remove-MigrationIndex").Argument(Name.Spelling)
            .Parameter("Restore", Restore)
            .Switch("NotConcurrent", !Concurrently)
            .ToString();
}
