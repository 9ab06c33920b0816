using SchemaMigrate.Errors;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Operations;

/// <summary>Drops an enum type. Locks no table; PostgreSQL refuses while a column, a function or another type uses it.</summary>
/// <param name="Type">The type.</param>
public sealed record RemoveEnum(QualifiedName Type) : Operation
{
    private readonly NewEnum? restore;

    /// <summary>The operation that creates the type again; null when nobody said.</summary>
    /// <exception cref="MigrationException"><see cref="OperationsErrors.ConflictingOptions"/>: the operation is for another type.</exception>
    public NewEnum? Restore
    {
        get => restore;
        init => restore = value is null || value.Type == Type
            ? value
            : throw new MigrationException(OperationsErrors.ConflictingOptions,
                $"The enum {Type.Display} cannot be restored by the operation that creates {value.Type.Display}.") { Target = Type.Display };
    }

    /// <inheritdoc/>
    public override string Summary => $"Remove enum {Type.Display}";

    /// <inheritdoc/>
    public override IReadOnlyList<OperationStep> Lower(LoweringContext context) => [new SqlOperationStep($"DROP TYPE {Type}")];

    /// <inheritdoc/>
    public override OperationInverse Inverse => Restore is { } type
        ? OperationInverse.Exact(type)
        : OperationInverse.Irreversible($"The values of the enum {Type.Display} were not given, so it cannot be created again.");

    /// <inheritdoc/>
    public override string ToScript() =>
        new PowerShellCommand("Remove-MigrationEnum").Argument(Type.Spelling).Parameter("Restore", Restore).ToString();
}
