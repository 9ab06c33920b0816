using SchemaMigrate.Sql;

namespace SchemaMigrate.Operations;

/// <summary>
/// Validates a constraint that was added NOT VALID, in a transaction of its own: SHARE UPDATE EXCLUSIVE during the scan, and ROW SHARE on the referenced table of a
/// foreign key; reads and writes go on.
/// </summary>
/// <param name="Table">The table.</param>
/// <param name="Name">The constraint's name.</param>
public sealed record ConfirmConstraint(QualifiedName Table, Identifier Name) : Operation
{
    /// <inheritdoc/>
    public override string Summary => $"Confirm constraint {Name.Name} of {Table.Display}";

    /// <inheritdoc/>
    public override IReadOnlyList<OperationStep> Lower(LoweringContext context) =>
        [new SqlOperationStep($"ALTER TABLE {Table} VALIDATE CONSTRAINT {Name}") { StartsTransaction = true, EndsTransaction = true }];

    /// <inheritdoc/>
    public override OperationInverse Inverse => OperationInverse.Exact();

    /// <inheritdoc/>
    public override string ToScript() => new PowerShellCommand("Confirm-MigrationConstraint").Argument(Table.Spelling).Argument(Name.Spelling).ToString();
}
