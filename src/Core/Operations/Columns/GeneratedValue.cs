namespace SchemaMigrate.Operations;

/// <summary>A column computed from others of the same row.</summary>
/// <param name="Expression">The expression; it must be immutable.</param>
/// <param name="Virtual">Computed when read instead of when written. PostgreSQL 18 and later; such a column is added without a rewrite.</param>
public sealed record GeneratedValue(ExpressionFragment Expression, bool Virtual) : ColumnValue
{
    /// <inheritdoc/>
    internal override string Clause(LoweringContext context)
    {
        if (Virtual)
        {
            context.Require(18, "A virtual generated column");
        }

        return $"GENERATED ALWAYS AS ({Expression}) {(Virtual ? "VIRTUAL" : "STORED")}";
    }

    /// <inheritdoc/>
    internal override PowerShellCommand AddTo(PowerShellCommand command) =>
        command.Parameter("Generated", Expression.Sql).Switch("Virtual", Virtual);

    /// <summary>The expression.</summary>
    public override string ToString() => Expression.Sql;
}
