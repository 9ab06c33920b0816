using SchemaMigrate.Errors;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Operations;

/// <summary>
/// Drops a constraint: ACCESS EXCLUSIVE on the table for an instant, and on the referenced table too when it is a foreign key. Dropping a primary key leaves its
/// columns NOT NULL.
/// </summary>
/// <param name="Table">The table.</param>
/// <param name="Name">The constraint's name.</param>
public sealed record RemoveConstraint(QualifiedName Table, Identifier Name) : Operation
{
    private readonly AddConstraint? restore;

    /// <summary>The operation that puts the constraint back; null when nobody said.</summary>
    /// <exception cref="MigrationException"><see cref="OperationsErrors.ConflictingOptions"/>: the operation is for another constraint.</exception>
    public AddConstraint? Restore
    {
        get => restore;
        init => restore = value is null || (value.Table == Table && value.Name == Name)
            ? value
            : throw new MigrationException(OperationsErrors.ConflictingOptions,
                $"The constraint {Name.Name} of {Table.Display} cannot be restored by the operation that adds {value.Name.Name} to {value.Table.Display}.")
            { Target = Name.Name };
    }

    /// <inheritdoc/>
    public override string Summary => $"Remove constraint {Name.Name} of {Table.Display}";

    /// <inheritdoc/>
    public override IReadOnlyList<OperationStep> Lower(LoweringContext context) =>
        [new SqlOperationStep($"ALTER TABLE {Table} DROP CONSTRAINT {Name}")];

    /// <inheritdoc/>
    public override OperationInverse Inverse => Restore is { } constraint
        ? OperationInverse.Exact(constraint)
        : OperationInverse.Irreversible($"What the constraint {Name.Name} of {Table.Display} said was not given, so it cannot be put back.");

    /// <inheritdoc/>
    public override string ToScript() =>
        new PowerShellCommand("Remove-MigrationConstraint").Argument(Table.Spelling).Argument(Name.Spelling).Parameter("Restore", Restore).ToString();
}
