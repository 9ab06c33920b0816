namespace SchemaMigrate.Operations;

/// <summary>A default that is an SQL expression, evaluated for each row inserted.</summary>
/// <param name="Expression">The expression.</param>
public sealed record ExpressionDefault(ExpressionFragment Expression) : ColumnValue
{
    /// <inheritdoc/>
    internal override string Clause(LoweringContext context) => $"DEFAULT ({Expression})";

    /// <inheritdoc/>
    internal override PowerShellCommand AddTo(PowerShellCommand command) => command.Parameter("DefaultExpression", Expression.Sql);

    /// <summary>The expression.</summary>
    public override string ToString() => Expression.Sql;
}
