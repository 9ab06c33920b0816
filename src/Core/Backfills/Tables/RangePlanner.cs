using System.Globalization;
using SchemaMigrate.Connections;

namespace SchemaMigrate.Backfills;

/// <summary>
/// Cuts leaf tables into ranges by what the statistics know of the key, never by reading the table. Wrong statistics make ranges uneven, not
/// wrong: together they always cover everything up to the last key there was.
/// </summary>
internal sealed class RangePlanner(DatabaseSession session)
{
    private const int MostRanges = 100;
    private const long RowsOfRange = 20_000;
    private const long BlocksOfRange = 4_096;

    /// <summary>The ranges of one leaf table; none when it is empty.</summary>
    internal async Task<IReadOnlyList<PlannedRange>> PlanAsync(LeafTable leaf, WalkKey key, BatchStatement statement, CancellationToken cancellationToken)
    {
        if (key.IsPhysical)
        {
            return ByBlocks(leaf);
        }

        if (await session.ScalarAsync<string[]>(statement.LastKey, cancellationToken) is not { } last)
        {
            return [];
        }

        var wanted = (int)Math.Clamp(leaf.EstimatedRows / RowsOfRange, 1, MostRanges);
        var cuts = wanted == 1 ? [] : await CutsAsync(leaf, key, last, wanted, cancellationToken);
        var rows = Math.Max(0, leaf.EstimatedRows) / (cuts.Count + 1);
        var ranges = new List<PlannedRange>(cuts.Count + 1);
        IReadOnlyList<string>? lower = null;
        foreach (var cut in cuts)
        {
            ranges.Add(new PlannedRange(leaf, key, new KeyRange(lower, [cut]), rows));
            lower = [cut];
        }

        ranges.Add(new PlannedRange(leaf, key, new KeyRange(lower, last), rows));
        return ranges;
    }

    // Evenly spread values of the first column, in its order, each once, below the last key.
    private async Task<IReadOnlyList<string>> CutsAsync(LeafTable leaf, WalkKey key, string[] last, int wanted, CancellationToken cancellationToken)
    {
        var column = key.Columns[0];
        var sql = $"""
            SELECT bounds.v::pg_catalog.text FROM (
                SELECT DISTINCT u.v::{column.Type} AS v
                FROM pg_catalog.pg_stats s
                JOIN pg_catalog.pg_class c ON c.relname = s.tablename
                JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace AND n.nspname = s.schemaname
                CROSS JOIN LATERAL pg_catalog.unnest(coalesce(s.histogram_bounds::text::text[], s.most_common_vals::text::text[])) AS u(v)
                WHERE c.oid = $1::bigint::oid AND s.attname = $2 AND NOT s.inherited
            ) bounds
            WHERE {Ordered(column)} < $3::text::{column.Type}
            ORDER BY {Ordered(column)}
            """;
        var bounds = await session.QueryAsync(sql, row => row.GetString(0), cancellationToken, leaf.Oid, column.Name, last[0]);
        if (bounds.Count > 0)
        {
            return Pick(bounds, wanted - 1);
        }

        return column.Type is "pg_catalog.int2" or "pg_catalog.int4" or "pg_catalog.int8"
            ? await EvenCutsAsync(leaf, column, last[0], wanted, cancellationToken)
            : [];
    }

    private async Task<IReadOnlyList<string>> EvenCutsAsync(LeafTable leaf, KeyColumn column, string last, int wanted, CancellationToken cancellationToken)
    {
        var first = await session.ScalarAsync<long>($"SELECT min({column.Quoted})::pg_catalog.int8 FROM ONLY {leaf.Name}", cancellationToken);
        var (from, to) = ((decimal)first, decimal.Parse(last, CultureInfo.InvariantCulture));
        return [.. Enumerable.Range(1, wanted - 1)
            .Select(i => decimal.Floor(from + ((to - from) * i / wanted)))
            .Where(cut => cut < to)
            .Distinct()
            .Select(cut => cut.ToString("F0", CultureInfo.InvariantCulture))];
    }

    private static IReadOnlyList<string> Pick(IReadOnlyList<string> bounds, int count) => bounds.Count <= count
        ? bounds
        : [.. Enumerable.Range(1, count).Select(i => bounds[(int)((long)i * bounds.Count / (count + 1))]).Distinct(StringComparer.Ordinal)];

    private static string Ordered(KeyColumn column) => column.Collation is null ? "bounds.v" : $"bounds.v COLLATE {column.Collation}";

    private static List<PlannedRange> ByBlocks(LeafTable leaf)
    {
        var blocks = leaf.Blocks;
        var ranges = new List<PlannedRange>();
        for (long from = 0; from < blocks; from += BlocksOfRange)
        {
            var to = Math.Min(blocks, from + BlocksOfRange);
            ranges.Add(new PlannedRange(
                leaf, WalkKey.Physical, new KeyRange(from == 0 ? null : [Position(from)], [Position(to)]),
                Math.Max(0, leaf.EstimatedRows) * (to - from) / blocks));
        }

        return ranges;
    }

    // Offsets begin at 1, so (block,0) lies between the last row of the block before and the first row of this one.
    internal static string Position(long block) => string.Create(CultureInfo.InvariantCulture, $"({block},0)");
}
