using SchemaMigrate.Errors;

namespace SchemaMigrate.Operations;

/// <summary>One scalar expression as SQL writes it: <c>now()</c>, <c>lower(email)</c>, <c>age BETWEEN 0 AND 150</c>.</summary>
public sealed record ExpressionFragment : SqlFragment
{
    /// <summary>Takes an expression.</summary>
    /// <param name="sql">The expression; parentheses around it are not needed.</param>
    /// <exception cref="MigrationException"><see cref="OperationsErrors.InvalidSqlFragment"/>.</exception>
    public ExpressionFragment(string sql)
        : base(FragmentSyntax.Expression(sql))
    {
    }
}
