using System.Globalization;
using SchemaMigrate.Connections;
using SchemaMigrate.Revisions;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Execution.Gates;

/// <summary>
/// Looks for statements that name a column among those that pg_stat_statements has counted. It cannot tell when a statement was executed
/// last, so an old one counts until its statistics are reset; each line of evidence says how. What the module itself executes, such as the
/// batches of a backfill, does not count.
/// </summary>
internal sealed class StatementUsageReader(DatabaseSession session)
{
    private const int TextLength = 160;

    private static readonly string Extension = EmbeddedSql.Read("Execution/Gates/StatementExtension.sql");
    private static readonly string Texts = EmbeddedSql.Read("Execution/Gates/StatementTexts.sql");

    internal async Task ReadAsync(UnusedGate gate, ColumnMentions mentions, List<string> uses, List<string> remarks, CancellationToken cancellationToken)
    {
        if (await session.ScalarAsync<string>(Extension, cancellationToken) is not { } schema)
        {
            remarks.Add("executed statements were not looked at: pg_stat_statements is not installed");
            return;
        }

        IReadOnlyList<(long? Id, long Calls, string Text, string Role)> rows;
        try
        {
            rows = await session.QueryAsync(
                Texts.Replace("{extension}", new Identifier(schema).ToString(), StringComparison.Ordinal),
                row => (row.IsDBNull(0) ? (long?)null : row.GetInt64(0), row.GetInt64(1), row.IsDBNull(2) ? "" : row.GetString(2), row.GetString(3)),
                cancellationToken, gate.Column.Name);
        }
        catch (SqlExecutionException exception)
        {
            remarks.Add($"executed statements were not looked at: {exception.Message}");
            return;
        }

        var reset = $"{new Identifier(schema).Spelling}.pg_stat_statements_reset";
        foreach (var (id, calls, text, role) in rows.Where(row => row.Id is not null && !OwnQuery.Is(row.Text) && mentions.IsUse(row.Text)))
        {
            uses.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"a statement that {role} executed {calls} times: {Shorten(text)} (when it is of the past: SELECT {reset}(0, 0, {id}))"));
        }

        if (rows.Count(row => row.Id is null) is > 0 and var hidden)
        {
            remarks.Add(string.Create(
                CultureInfo.InvariantCulture, $"the texts of {hidden} executed statements are hidden from this role: it is no member of pg_read_all_stats"));
        }
    }

    private static string Shorten(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= TextLength ? line : line[..TextLength] + "…";
    }
}
