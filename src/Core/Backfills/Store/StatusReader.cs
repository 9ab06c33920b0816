using System.Data.Common;

namespace SchemaMigrate.Backfills;

/// <summary>Turns rows of the journal into records.</summary>
internal static class StatusReader
{
    // A worker gives a sign of life every few seconds; one that did not for so long is not counted as present.
    private static readonly TimeSpan Presence = TimeSpan.FromSeconds(60);

    internal static BackfillJob Job(DbDataReader row)
    {
        var definition = BackfillDefinition.FromJson(row.GetString(1));
        var options = BackfillOptions.FromJson(row.GetString(3));
        var estimated = row.GetInt64(10);
        var (ranges, done, walked) = (row.GetInt64(22), row.GetInt64(23), row.GetInt64(25));
        var state = Enum.Parse<BackfillState>(row.GetString(6));
        var status = new BackfillStatus
        {
            Name = row.GetString(0),
            Table = definition.Table,
            State = state,
            Reason = Text(row, 7),
            ErrorId = Text(row, 8),
            Pass = row.GetInt32(9),
            RowsEstimated = estimated,
            Revision = Text(row, 11),
            StartedAt = row.GetFieldValue<DateTimeOffset>(13),
            FinishedAt = row.IsDBNull(15) ? null : row.GetFieldValue<DateTimeOffset>(15),
            Role = row.GetString(16),
            Host = row.GetString(17),
            RowsDone = row.GetInt64(18),
            Batches = row.GetInt64(19),
            Quarantined = row.GetInt64(20),
            Skipped = row.GetInt64(21),
            Ranges = (int)ranges,
            RangesDone = (int)done,
            PercentComplete = state == BackfillState.Completed ? 100 : Percent(walked, estimated, done, ranges),
            Definition = definition,
            Options = options,
        };
        return new BackfillJob(status, BackfillFacts.FromJson(row.GetString(5)), row.GetInt32(4), row.GetGuid(12), row.IsDBNull(26) ? null : row.GetInt32(26));
    }

    internal static (string Backfill, BackfillWorkerStatus Worker) Worker(DbDataReader row) => (row.GetString(1), new BackfillWorkerStatus
    {
        Id = row.GetGuid(0),
        Ordinal = row.GetInt32(2),
        Host = row.GetString(3),
        ProcessId = row.GetInt32(5),
        BackendPid = row.GetInt32(6),
        Activity = row.GetString(7),
        Reason = Text(row, 8),
        Range = row.IsDBNull(9) ? null : row.GetInt32(9),
        BatchSize = row.GetInt64(10),
        BatchTime = row.IsDBNull(11) ? null : TimeSpan.FromMilliseconds(row.GetDouble(11)),
        Rows = row.GetInt64(12),
        RowsPerSecond = row.IsDBNull(13) ? null : row.GetDouble(13),
        Retries = row.GetInt64(14),
        WorstLag = Milliseconds(row, 15),
        SilentFor = row.GetFieldValue<DateTimeOffset>(18) - row.GetFieldValue<DateTimeOffset>(17),
    });

    internal static BackfillReceipt Receipt(DbDataReader row) => new()
    {
        Name = row.GetString(0),
        Table = row.GetString(1),
        DefinitionHash = row.GetString(2),
        Revision = Text(row, 3),
        Proof = Enum.Parse<BackfillProof>(row.GetString(4)),
        Rows = row.GetInt64(5),
        Batches = row.GetInt64(6),
        Passes = row.GetInt32(7),
        Quarantined = row.GetInt64(8),
        Skipped = row.GetInt64(9),
        Remaining = row.GetInt64(10),
        DetachedRanges = row.GetInt64(11),
        StartedAt = row.GetFieldValue<DateTimeOffset>(12),
        FinishedAt = row.GetFieldValue<DateTimeOffset>(13),
        WalBytes = row.IsDBNull(14) ? null : row.GetInt64(14),
        WorstLag = Milliseconds(row, 15),
        Role = row.GetString(16),
        Host = row.GetString(17),
    };

    /// <summary>Adds the workers to what the ranges say, and what follows from both.</summary>
    internal static BackfillStatus WithWorkers(BackfillStatus status, IEnumerable<BackfillWorkerStatus> all)
    {
        var workers = status.State == BackfillState.Running ? all.Where(worker => worker.SilentFor < Presence).ToList() : [];
        var rates = workers.Select(worker => worker.RowsPerSecond).OfType<double>().ToList();
        var rate = rates.Count > 0 ? rates.Sum() : (double?)null;
        var left = status.RowsEstimated * (100 - status.PercentComplete) / 100;
        return status with
        {
            Workers = workers,
            RowsPerSecond = rate,
            Remaining = rate > 0 && status.PercentComplete < 100 ? TimeSpan.FromSeconds(Math.Min(left / rate.Value, 1e9)) : null,
            ThrottleReason = workers.FirstOrDefault(worker => worker.Activity == "Throttled")?.Reason,
            WorstLag = workers.Max(worker => worker.WorstLag),
        };
    }

    private static double Percent(long walked, long estimated, long done, long ranges) =>
        Math.Min(99.9, estimated > 0 ? 100.0 * walked / estimated : ranges > 0 ? 100.0 * done / ranges : 0);

    private static TimeSpan? Milliseconds(DbDataReader row, int column) => row.IsDBNull(column) ? null : TimeSpan.FromMilliseconds(row.GetInt64(column));

    private static string? Text(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
