namespace SchemaMigrate.Operations;

/// <summary>A default that is an SQL expression, evaluated for each row inserted.</summary>
/// <param name="Expression">The expression.</param>
public sealed record ExpressionDefault(ExpressionFragment Expression) : ColumnDefault
{
    /// <inheritdoc/>
    internal override string Clause(LoweringContext context) => $"DEFAULT ({Expression})";

    /// <inheritdoc/>
    internal override string Change() => $"SET DEFAULT ({Expression})";

    /// <inheritdoc/>
    internal override PowerShellCommand AddTo(PowerShellCommand command, string prefix) => command.Parameter($"{prefix}DefaultExpression", Expression.Sql);

    /// <summary>The expression.</summary>
    public override string ToString() => Expression.Sql;
}
