using SchemaMigrate.Connections;

namespace SchemaMigrate.Backfills;

/// <summary>How the batches of one range are made.</summary>
/// <param name="statement">The statements.</param>
/// <param name="key">What is walked by.</param>
/// <param name="relation">oid of the table.</param>
/// <param name="ancestor">oid of the partitioned table; null when there is none.</param>
/// <param name="rowsOfBlock">Rows in a page, as the statistics say.</param>
/// <param name="repeated">Whether this is not the first pass.</param>
internal sealed class BatchPlan(BatchStatement statement, WalkKey key, long relation, long ancestor, double rowsOfBlock, bool repeated)
{
    internal BatchStatement Statement => statement;

    internal WalkKey Key => key;

    internal bool Repeated => repeated;

    /// <summary>The key behind so many rows; null when the range ends before.</summary>
    internal async Task<IReadOnlyList<string>?> FindEndAsync(DatabaseSession session, KeyRange range, long rows, CancellationToken cancellationToken)
    {
        if (!key.IsPhysical)
        {
            return await session.ScalarAsync<string[]>(statement.FindEnd(range, rows), cancellationToken);
        }

        var from = range.Lower is [var lower] ? Block(lower) : 0;
        var to = from + Math.Max(1, (long)(rows / rowsOfBlock));
        return range.Upper is [var upper] && to >= Block(upper) ? null : [RangePlanner.Position(to)];
    }

    /// <summary>Whether the partition is no longer one of the backfill's table.</summary>
    internal async Task<bool> HasLeftAsync(DatabaseSession session, CancellationToken cancellationToken) =>
        relation != ancestor && !await session.ScalarAsync<bool>(
            "SELECT EXISTS (SELECT FROM pg_catalog.pg_partition_ancestors($1::bigint::oid::regclass) WHERE relid = $2::bigint::oid) AND EXISTS (SELECT FROM pg_catalog.pg_class WHERE oid = $2::bigint::oid)",
            cancellationToken, relation, ancestor);

    private static long Block(string position) =>
        long.Parse(position.AsSpan(1, position.IndexOf(',', StringComparison.Ordinal) - 1), System.Globalization.CultureInfo.InvariantCulture);
}
