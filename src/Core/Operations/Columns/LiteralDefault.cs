using SchemaMigrate.Sql;

namespace SchemaMigrate.Operations;

/// <summary>A default that is a plain value. PostgreSQL reads the text as the type of the column, whatever that is.</summary>
/// <param name="Value">The value as text: <c>active</c>, <c>0</c>, <c>true</c>, <c>2026-01-31</c>. Never SQL: <c>now()</c> is an expression.</param>
public sealed record LiteralDefault(string Value) : ColumnDefault
{
    /// <inheritdoc/>
    internal override string Clause(LoweringContext context) => $"DEFAULT {this}";

    /// <inheritdoc/>
    internal override string Change() => $"SET DEFAULT {this}";

    /// <inheritdoc/>
    internal override PowerShellCommand AddTo(PowerShellCommand command, string prefix) => command.Parameter($"{prefix}Default", Value);

    /// <summary>The value as SQL.</summary>
    public override string ToString() => Literal.Of(Value).ToString();
}
