using SchemaMigrate.Sql;

namespace SchemaMigrate.Operations;

/// <summary>
/// Renames a table within its schema. ACCESS EXCLUSIVE on the table for an instant; from then on statements with the old name fail. Views, foreign keys and indexes follow
/// and keep their own names; functions whose body is text do not follow.
/// </summary>
/// <param name="Table">The table.</param>
/// <param name="NewName">The new name.</param>
public sealed record RenameTable(QualifiedName Table, Identifier NewName) : Operation
{
    /// <inheritdoc/>
    public override string Summary => $"Rename table {Table.Display} to {NewName.Name}";

    /// <inheritdoc/>
    public override IReadOnlyList<OperationStep> Lower(LoweringContext context) => [new SqlOperationStep($"ALTER TABLE {Table} RENAME TO {NewName}")];

    /// <inheritdoc/>
    public override OperationInverse Inverse => OperationInverse.Exact(new RenameTable(Table.Sibling(NewName), Table.Name));

    /// <inheritdoc/>
    public override string ToScript() =>
        new PowerShellCommand("Rename-MigrationTable").Argument(Table.Spelling).Argument(NewName.Spelling).ToString();
}
