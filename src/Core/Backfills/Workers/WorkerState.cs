using SchemaMigrate.Connections;

namespace SchemaMigrate.Backfills;

/// <summary>What a worker shows of itself in its signs of life. Written by the worker, read by the process.</summary>
internal sealed class WorkerState(Guid id, int ordinal)
{
    private const double Weight = 0.2;
    private double? rate;

    internal Guid Id => id;

    internal int Ordinal => ordinal;

    internal WorkerActivity Activity { get; set; } = WorkerActivity.Starting;

    internal string? Reason { get; set; }

    internal TakenRange? Range { get; set; }

    internal long BatchSize { get; set; } = BatchController.FirstSize;

    internal double? BatchMilliseconds { get; set; }

    internal long Rows { get; private set; }

    internal long Retries { get; set; }

    internal TimeSpan? WorstLag { get; private set; }

    internal int BackendPid { get; set; }

    /// <summary>When the last batch was committed, to tell the rate between batches, waiting included.</summary>
    private long? lastBatch;

    internal void Committed(long rows, TimeSpan duration, TimeProvider timeProvider)
    {
        Rows += rows;
        BatchMilliseconds = duration.TotalMilliseconds;
        var now = timeProvider.GetTimestamp();
        if (lastBatch is { } last)
        {
            var current = rows / Math.Max(1e-6, timeProvider.GetElapsedTime(last, now).TotalSeconds);
            rate = rate is { } former ? (Weight * current) + ((1 - Weight) * former) : current;
        }

        lastBatch = now;
    }

    internal void Saw(IReadOnlyList<(string Name, TimeSpan Lag)> lags)
    {
        foreach (var (_, lag) in lags)
        {
            WorstLag = WorstLag is { } worst && worst > lag ? worst : lag;
        }
    }

    internal BatchItem SignOfLife(BackfillSql sql, string backfill, TimeSpan lease)
    {
        var range = Range;
        return new BatchItem(
            sql["UpdateWorker"], id, Activity.ToString(), Reason, range?.Ordinal, BatchSize, BatchMilliseconds, Rows, rate, Retries,
            (long?)WorstLag?.TotalMilliseconds, BackendPid, lease.TotalMilliseconds, backfill, range?.Token);
    }
}
