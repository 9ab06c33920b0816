namespace SchemaMigrate.Operations;

/// <summary>That a column has no default, said where defaults change. In a definition it means the same as no value source.</summary>
public sealed record NoDefault : ColumnDefault
{
    /// <inheritdoc/>
    internal override string Clause(LoweringContext context) => "DEFAULT NULL";

    /// <inheritdoc/>
    internal override string Change() => "DROP DEFAULT";

    /// <inheritdoc/>
    internal override PowerShellCommand AddTo(PowerShellCommand command, string prefix) => command.Switch($"{prefix}NoDefault", true);

    /// <summary>The words for people.</summary>
    public override string ToString() => "none";
}
