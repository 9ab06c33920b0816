using SchemaMigrate.Errors;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Operations;

/// <summary>
/// Renames a value of an enum. Locks no table and touches no row: every row shows the new name at once, and clients that still send the old one fail.
/// </summary>
/// <param name="Type">The type.</param>
/// <param name="Value">The present name.</param>
/// <param name="NewValue">The new name, of at most 63 bytes.</param>
/// <exception cref="MigrationException"><see cref="OperationsErrors.InvalidEnumValue"/>.</exception>
public sealed record RenameEnumValue(QualifiedName Type, string Value, string NewValue) : Operation
{
    /// <summary>The present name.</summary>
    public string Value { get; } = EnumValue.Checked(Value);

    /// <summary>The new name.</summary>
    public string NewValue { get; } = EnumValue.Checked(NewValue);

    /// <inheritdoc/>
    public override string Summary => $"Rename value '{Value}' of enum {Type.Display} to '{NewValue}'";

    /// <inheritdoc/>
    public override IReadOnlyList<OperationStep> Lower(LoweringContext context) =>
        [new SqlOperationStep($"ALTER TYPE {Type} RENAME VALUE {Literal.Of(Value)} TO {Literal.Of(NewValue)}")];

    /// <inheritdoc/>
    public override OperationInverse Inverse => OperationInverse.Exact(new RenameEnumValue(Type, NewValue, Value));

    /// <inheritdoc/>
    public override string ToScript() =>
        new PowerShellCommand("Rename-MigrationEnumValue").Argument(Type.Spelling).Argument(Value).Argument(NewValue).ToString();
}
