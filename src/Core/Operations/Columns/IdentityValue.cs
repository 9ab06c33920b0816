namespace SchemaMigrate.Operations;

/// <summary>An identity column, numbered by a sequence of its own.</summary>
/// <param name="Kind">Who may give the value.</param>
public sealed record IdentityValue(IdentityKind Kind) : ColumnValue
{
    /// <inheritdoc/>
    internal override string Clause(LoweringContext context) =>
        $"GENERATED {(Kind == IdentityKind.Always ? "ALWAYS" : "BY DEFAULT")} AS IDENTITY";

    /// <inheritdoc/>
    internal override PowerShellCommand AddTo(PowerShellCommand command) => command.Parameter("Identity", Kind.ToString());

    /// <summary>The clause.</summary>
    public override string ToString() => $"identity, {Kind}";
}
