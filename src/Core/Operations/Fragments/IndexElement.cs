using SchemaMigrate.Errors;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Operations;

/// <summary>
/// One element of an index: a column, or an expression, with collation, operator class and order when wanted:
/// <c>email</c>, <c>lower(email)</c>, <c>created_at DESC NULLS LAST</c>, <c>name text_pattern_ops</c>.
/// </summary>
public sealed record IndexElement : SqlFragment
{
    /// <summary>Takes an element. A name alone becomes that column, reserved word or not; an expression gets its parentheses where SQL needs them.</summary>
    /// <param name="sql">The element.</param>
    /// <exception cref="MigrationException"><see cref="OperationsErrors.InvalidSqlFragment"/>.</exception>
    public IndexElement(string sql)
        : base(FragmentSyntax.IndexElement(sql))
    {
    }

    /// <summary>The shortest text that makes an equal element: a column without quotes where it needs none.</summary>
    internal string Spelling => NameReader.IsName(Sql) ? Identifier.Parse(Sql).Spelling : Sql;
}
