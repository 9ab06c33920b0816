using System.Text.RegularExpressions;
using SchemaMigrate.Connections;
using SchemaMigrate.Errors;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Execution.Outcomes;

/// <summary>
/// Compares an existing index with a wanted one. The server itself spells out the wanted one: the same definition is built on an empty
/// temporary copy of the table, read back, and rolled back. So lower(email) and lower((email)::text) are equal, as they should be.
/// </summary>
internal static partial class IndexDefinition
{
    internal static async Task<bool> IsWantedAsync(
        DatabaseSession session, ConcurrentIndexBuild build, SqlStatement statement, IndexFacts existing, CancellationToken cancellationToken)
    {
        if (existing.Unique != build.Unique)
        {
            return false;
        }

        await using var transaction = await session.BeginAsync(cancellationToken);
        try
        {
            await session.ExecuteAsync($"CREATE TEMPORARY TABLE schemamigrate_probe (LIKE {build.Table})", cancellationToken);
            await session.ExecuteAsync(
                $"CREATE {(build.Unique ? "UNIQUE " : "")}INDEX schemamigrate_probe_idx ON pg_temp.schemamigrate_probe {AfterTable(statement)}",
                cancellationToken);
            var wanted = await session.ScalarAsync<string>(
                "SELECT substring(pg_catalog.pg_get_indexdef('pg_temp.schemamigrate_probe_idx'::regclass) FROM ' USING .*$')", cancellationToken);
            return wanted == existing.Definition;
        }
        catch (SqlExecutionException exception)
        {
            throw new MigrationException(
                ExecutionErrors.IndexNameTaken,
                $"The index {existing.Name} exists, and whether it is the wanted one could not be told: {exception.MessageText}.", exception)
            {
                Target = existing.Name,
            };
        }
    }

    // What the statement says behind the table's name: USING, columns, INCLUDE, WITH, WHERE.
    internal static string AfterTable(SqlStatement statement)
    {
        var table = QualifiedNameInSql().Match(statement.Text, statement.Node["relation"].Offset - statement.Offset);
        return statement.Text[(table.Index + table.Length)..];
    }

    [GeneratedRegex("""\G(?:U&)?(?:"(?:[^"]|"")+"|[^\s."(]+)(?:\s*\.\s*(?:"(?:[^"]|"")+"|[^\s."(]+))*""", RegexOptions.CultureInvariant)]
    private static partial Regex QualifiedNameInSql();
}
