using SchemaMigrate.Sql;

namespace SchemaMigrate.Operations;

/// <summary>
/// Renames a column. ACCESS EXCLUSIVE on the table for an instant; from then on statements with the old name fail, so it is for tables that no running client uses by name.
/// Views, indexes and constraints follow; functions whose body is text do not.
/// </summary>
/// <param name="Table">The table.</param>
/// <param name="Column">The present name.</param>
/// <param name="NewName">The new name.</param>
public sealed record RenameColumn(QualifiedName Table, Identifier Column, Identifier NewName) : Operation
{
    /// <inheritdoc/>
    public override string Summary => $"Rename column {Table.Display}.{Column.Name} to {NewName.Name}";

    /// <inheritdoc/>
    public override IReadOnlyList<OperationStep> Lower(LoweringContext context) =>
        [new SqlOperationStep($"ALTER TABLE {Table} RENAME COLUMN {Column} TO {NewName}")];

    /// <inheritdoc/>
    public override OperationInverse Inverse => OperationInverse.Exact(new RenameColumn(Table, NewName, Column));

    /// <inheritdoc/>
    public override string ToScript() =>
        new PowerShellCommand("Rename-MigrationColumn").Argument(Table.Spelling).Argument(Column.Spelling).Argument(NewName.Spelling).ToString();
}
