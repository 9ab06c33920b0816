using System.Text.RegularExpressions;
using SchemaMigrate.Errors;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Operations;

/// <summary>A default that is a plain value. PostgreSQL reads the text as the type of the column, whatever that is.</summary>
/// <param name="Value">
/// The value as text: <c>active</c>, <c>0</c>, <c>true</c>, <c>2026-01-31</c>. Never SQL: a function call is refused, because PostgreSQL would take
/// <c>'now()'</c> for the moment at which the default is made.
/// </param>
/// <exception cref="MigrationException"><see cref="OperationsErrors.ExpressionAsLiteral"/>.</exception>
public sealed partial record LiteralDefault(string Value) : ColumnDefault
{
    /// <summary>The value as text.</summary>
    public string Value { get; } = !FunctionCall().IsMatch(Value) ? Value : throw new MigrationException(
        OperationsErrors.ExpressionAsLiteral, $"The default '{Value}' looks like a function call, but it would be a constant.") { Target = Value };

    /// <summary>Whether a date or time type would read the value as a moment that depends on when it is read.</summary>
    internal bool IsMomentInDisguise => Moment().IsMatch(Value);

    /// <inheritdoc/>
    internal override string Clause(LoweringContext context) => $"DEFAULT {this}";

    /// <inheritdoc/>
    internal override string Change() => $"SET DEFAULT {this}";

    /// <inheritdoc/>
    internal override PowerShellCommand AddTo(PowerShellCommand command, string prefix) => command.Parameter($"{prefix}Default", Value);

    /// <summary>The value as SQL.</summary>
    public override string ToString() => Literal.Of(Value).ToString();

    [GeneratedRegex(@"^\s*(?:[\p{L}_][\w.$]*\s*\(\s*\)|(?:pg_catalog\.)?nextval\s*\(.*\))\s*$", RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.NonBacktracking)]
    private static partial Regex FunctionCall();

    [GeneratedRegex(@"\b(now|today|tomorrow|yesterday)\b", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Moment();
}
