namespace SchemaMigrate.Backfills;

/// <summary>Rough numbers for a plan. Pure.</summary>
internal static class BackfillEstimate
{
    // From measurements of small rows on a small machine (bench/README.md); they give the order of magnitude.
    private const double RowsPerSecond = 60_000;
    private const int RecordHeader = 50;
    private const int IndexRecord = 64;

    internal static TimeSpan Duration(long rows, int workers, double? maxRate) =>
        TimeSpan.FromSeconds(Math.Min(1e9, rows / Math.Min(RowsPerSecond * Math.Max(1, workers), maxRate ?? double.MaxValue)));

    /// <summary>A record for each new version and each index entry, and once every page in full, since checkpoints come in between.</summary>
    internal static long Wal(TableFacts table, bool hot)
    {
        var rows = table.EstimatedRows;
        if (rows == 0)
        {
            return 0;
        }

        var bytes = table.Leaves.Sum(leaf => leaf.Blocks) * 8192;
        var width = bytes / rows;
        return (rows * (width + RecordHeader + (hot ? 0 : table.Indexes.Count * IndexRecord))) + bytes;
    }
}
