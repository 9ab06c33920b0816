using SchemaMigrate.Errors;

namespace SchemaMigrate.Operations;

/// <summary>One query: SELECT, VALUES, TABLE, or WITH around one of them.</summary>
public sealed record QueryFragment : SqlFragment
{
    /// <summary>Takes a query.</summary>
    /// <param name="sql">The query, without a semicolon and without comments.</param>
    /// <exception cref="MigrationException"><see cref="OperationsErrors.InvalidSqlFragment"/>.</exception>
    public QueryFragment(string sql)
        : base(FragmentSyntax.Query(sql))
    {
    }
}
