namespace SchemaMigrate.Backfills;

/// <summary>Where a backfill stands, as the journal says; whoever asks sees the same.</summary>
public sealed record BackfillStatus
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The table.</summary>
    public required string Table { get; init; }

    /// <summary>Its state.</summary>
    public required BackfillState State { get; init; }

    /// <summary>Why it is in this state; null when nothing needs to be said.</summary>
    public string? Reason { get; init; }

    /// <summary>Identifier of the error when it failed.</summary>
    public string? ErrorId { get; init; }

    /// <summary>Rows changed, over all passes.</summary>
    public required long RowsDone { get; init; }

    /// <summary>Rows of the table when the pass began, as the statistics said. How many of them match the predicate is not known.</summary>
    public required long RowsEstimated { get; init; }

    /// <summary>How much of the table the present pass has walked, 0 to 100, by ranges that are done and by keys within the others.</summary>
    public required double PercentComplete { get; init; }

    /// <summary>Committed batches.</summary>
    public required long Batches { get; init; }

    /// <summary>Rows a second of all workers, lately; null when none is at work.</summary>
    public double? RowsPerSecond { get; init; }

    /// <summary>When it should be done at this speed; null when that cannot be said.</summary>
    public TimeSpan? Remaining { get; init; }

    /// <summary>Why workers wait; null when none does.</summary>
    public string? ThrottleReason { get; init; }

    /// <summary>The worst lag of a standby that a worker saw.</summary>
    public TimeSpan? WorstLag { get; init; }

    /// <summary>The walk over all ranges that is under way, from 1.</summary>
    public required int Pass { get; init; }

    /// <summary>Ranges of all passes.</summary>
    public required int Ranges { get; init; }

    /// <summary>Ranges that are done.</summary>
    public required int RangesDone { get; init; }

    /// <summary>Rows set aside because they could not be changed.</summary>
    public required long Quarantined { get; init; }

    /// <summary>Rows passed over because they could not be changed.</summary>
    public required long Skipped { get; init; }

    /// <summary>Workers that gave a sign of life lately, in any process.</summary>
    public IReadOnlyList<BackfillWorkerStatus> Workers { get; init; } = [];

    /// <summary>What it does.</summary>
    public required BackfillDefinition Definition { get; init; }

    /// <summary>How it goes about it.</summary>
    public required BackfillOptions Options { get; init; }

    /// <summary>The revision whose step it is; null for one that was started by hand.</summary>
    public string? Revision { get; init; }

    /// <summary>When it was started.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it was completed or stopped.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>The role that started it.</summary>
    public required string Role { get; init; }

    /// <summary>The machine that started it.</summary>
    public required string Host { get; init; }

    /// <summary>Whether it says Running and nobody works on it: the processes that did have died or ended.</summary>
    public bool IsOrphaned => State == BackfillState.Running && Workers.Count == 0;
}
