using SchemaMigrate.Errors;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Operations;

/// <summary>
/// Adds a value to an enum, in a transaction of its own: PostgreSQL refuses to use a value in the transaction that added it. Locks no table. There is no way back:
/// PostgreSQL cannot drop a value of an enum.
/// </summary>
/// <param name="Type">The type.</param>
/// <param name="Value">The new value, of at most 63 bytes.</param>
/// <exception cref="MigrationException"><see cref="OperationsErrors.InvalidEnumValue"/>.</exception>
public sealed record AddEnumValue(QualifiedName Type, string Value) : Operation
{
    /// <summary>The new value.</summary>
    public string Value { get; } = EnumValue.Checked(Value);

    /// <summary>Where it goes; null for the end.</summary>
    public EnumPosition? Position { get; init; }

    /// <inheritdoc/>
    public override string Summary => $"Add value '{Value}' to enum {Type.Display}{Position}";

    /// <inheritdoc/>
    public override IReadOnlyList<OperationStep> Lower(LoweringContext context)
    {
        var place = Position is { } position ? $" {(position.Before ? "BEFORE" : "AFTER")} {Literal.Of(position.Neighbour)}" : "";
        return [new SqlOperationStep($"ALTER TYPE {Type} ADD VALUE {Literal.Of(Value)}{place}") { StartsTransaction = true, EndsTransaction = true }];
    }

    /// <inheritdoc/>
    public override OperationInverse Inverse => OperationInverse.Irreversible(
        $"PostgreSQL cannot drop the value '{Value}' of the enum {Type.Display}. To forbid it, add a check to the columns that use the type.");

    /// <inheritdoc/>
    public override string ToScript() =>
        new PowerShellCommand("Add-MigrationEnumValue").Argument(Type.Spelling).Argument(Value)
            .Parameter(Position is { Before: true } ? "Before" : "After", Position?.Neighbour)
            .ToString();
}
