using SchemaMigrate.Errors;

namespace SchemaMigrate.Operations;

/// <summary>Adds values to an enum, each at its place and in a transaction of its own. Locks no table. There is no way back: PostgreSQL cannot drop a value of an enum.</summary>
/// <param name="Change">The values that it has and gets; none may go or change places.</param>
/// <exception cref="MigrationException"><see cref="OperationsErrors.IncompleteOperation"/>: values go or change places.</exception>
public sealed record SetEnum(EnumChange Change) : Operation
{
    /// <summary>The values that it has and gets.</summary>
    public EnumChange Change { get; } = Change is { OnlyAdds: true } or null
        ? Change!
        : throw new MigrationException(OperationsErrors.IncompleteOperation,
            $"Values of {Change.Type.Display} go or change places, which needs a new type: say with -Column which columns have the type.") { Target = Change.Type.Display };

    /// <inheritdoc/>
    public override string Summary => $"Set enum {Change}";

    /// <inheritdoc/>
    public override IReadOnlyList<OperationStep> Lower(LoweringContext context) =>
        [new SqlOperationStep(EnumScript.Labels(Change)) { EndsTransaction = true }, .. Additions().SelectMany(addition => addition.Lower(context))];

    /// <inheritdoc/>
    public override OperationInverse Inverse => OperationInverse.Irreversible(
        $"PostgreSQL cannot drop the values that the enum {Change.Type.Display} gets. To go back, set its former values with -Column; to forbid a value, add a check.");

    /// <inheritdoc/>
    public override string ToScript() => Change.AddTo(new PowerShellCommand("Set-MigrationEnum")).ToString();

    // What comes first is placed before the first one that is there; everything else after the one before it, which is there by then.
    private IEnumerable<AddEnumValue> Additions()
    {
        for (var i = 0; i < Change.Values.Count; i++)
        {
            if (!Change.From.Contains(Change.Values[i]))
            {
                yield return new AddEnumValue(Change.Type, Change.Values[i])
                {
                    Position = i > 0 ? new(Before: false, Change.Values[i - 1]) : Change.From.Count > 0 ? new(Before: true, Change.From[0]) : null,
                };
            }
        }
    }
}
