using SchemaMigrate.Sql;

namespace SchemaMigrate.Operations;

/// <summary>A default that is a plain value. PostgreSQL reads the text as the type of the column, whatever that is.</summary>
/// <param name="Value">The value as text: <c>active</c>, <c>0</c>, <c>true</c>, <c>2026-01-31</c>. Never SQL: <c>now()</c> is an expression.</param>
public sealed record LiteralDefault(string Value) : ColumnValue
{
    /// <inheritdoc/>
    internal override string Clause(LoweringContext context) => $"DEFAULT {Literal.Of(Value)}";

    /// <inheritdoc/>
    internal override PowerShellCommand AddTo(PowerShellCommand command) => command.Parameter("Default", Value);

    /// <summary>The value as SQL.</summary>
    public override string ToString() => Literal.Of(Value).ToString();
}
