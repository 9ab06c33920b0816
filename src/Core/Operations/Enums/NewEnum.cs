using SchemaMigrate.Errors;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Operations;

/// <summary>Creates an enum type. Locks no table.</summary>
/// <param name="Type">The type.</param>
/// <param name="Values">Its values in their order, each of at most 63 bytes.</param>
/// <exception cref="MigrationException"><see cref="OperationsErrors.InvalidEnumValue"/>.</exception>
public sealed record NewEnum(QualifiedName Type, ValueList<string> Values) : Operation
{
    /// <summary>The values in their order.</summary>
    public ValueList<string> Values { get; } = EnumValue.Checked(Values);

    /// <summary>The comment of the type.</summary>
    public string? Comment { get; init; }

    /// <inheritdoc/>
    public override string Summary => $"New enum {Type.Display} ({Values})";

    /// <inheritdoc/>
    public override IReadOnlyList<OperationStep> Lower(LoweringContext context)
    {
        var create = new SqlOperationStep($"CREATE TYPE {Type} AS ENUM ({string.Join(", ", Values.Select(value => Literal.Of(value)))})");
        return Comment is { } comment ? [create, new SqlOperationStep($"COMMENT ON TYPE {Type} IS {Literal.Of(comment)}")] : [create];
    }

    /// <inheritdoc/>
    public override OperationInverse Inverse => OperationInverse.Exact(new RemoveEnum(Type) { Restore = this });

    /// <inheritdoc/>
    public override string ToScript() =>
        new PowerShellCommand("New-MigrationEnum").Argument(Type.Spelling).Argument(Values).Parameter("Comment", Comment).ToString();
}
