
namespace SchemaMigrate.Sql;

/// <summary>What could be parsed of a script, and what could not.</summary>
/// <param name="Script">The statements without errors.</param>
/// <param name="Errors">One error for each statement that was left out, in order.</param>
public sealed record TolerantSqlScript(SqlScript Script, IReadOnlyList<SqlSyntaxException> Errors);
