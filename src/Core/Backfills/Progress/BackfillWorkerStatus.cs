namespace SchemaMigrate.Backfills;

/// <summary>A worker, as its last sign of life says.</summary>
public sealed record BackfillWorkerStatus
{
    /// <summary>Identifies the worker.</summary>
    public required Guid Id { get; init; }

    /// <summary>Number within its process, from 1.</summary>
    public required int Ordinal { get; init; }

    /// <summary>The machine it runs on.</summary>
    public required string Host { get; init; }

    /// <summary>Its process on that machine.</summary>
    public required int ProcessId { get; init; }

    /// <summary>Its backend on the server.</summary>
    public required int BackendPid { get; init; }

    /// <summary>What it does: Working, Throttled, Waiting, Finishing.</summary>
    public required string Activity { get; init; }

    /// <summary>Why it waits.</summary>
    public string? Reason { get; init; }

    /// <summary>The range it works on.</summary>
    public int? Range { get; init; }

    /// <summary>Rows of its next batch.</summary>
    public required long BatchSize { get; init; }

    /// <summary>How long its batches take lately.</summary>
    public TimeSpan? BatchTime { get; init; }

    /// <summary>Rows it changed.</summary>
    public required long Rows { get; init; }

    /// <summary>Rows a second lately.</summary>
    public double? RowsPerSecond { get; init; }

    /// <summary>Batches it had to try again.</summary>
    public required long Retries { get; init; }

    /// <summary>The worst lag of a standby that it saw.</summary>
    public TimeSpan? WorstLag { get; init; }

    /// <summary>How long ago it gave a sign of life.</summary>
    public required TimeSpan SilentFor { get; init; }
}
