namespace SchemaMigrate.Backfills;

/// <summary>What a worker may decide.</summary>
public enum BackfillDecisionKind
{
    /// <summary>No batch is started for the time being.</summary>
    Throttled,

    /// <summary>Batches are started again.</summary>
    Unthrottled,

    /// <summary>A critical limit was passed; the backfill is suspended.</summary>
    Critical,

    /// <summary>A batch is tried again.</summary>
    Retried,

    /// <summary>A batch is tried again with half its rows.</summary>
    Halved,

    /// <summary>A row is set aside.</summary>
    Quarantined,

    /// <summary>A row is passed over.</summary>
    Skipped,

    /// <summary>A range is taken from a worker that fell silent.</summary>
    TookOver,

    /// <summary>The range was taken from this worker; its batch was refused.</summary>
    FencedOff,

    /// <summary>The connection was lost and made anew.</summary>
    Reconnected,

    /// <summary>A partition is gone.</summary>
    PartitionLeft,

    /// <summary>A partition has come.</summary>
    PartitionJoined,

    /// <summary>All ranges are walked once more.</summary>
    NewPass,

    /// <summary>The backfill was suspended, resumed, stopped or changed by a person.</summary>
    Controlled,

    /// <summary>The backfill failed.</summary>
    Failed,

    /// <summary>The backfill was proven.</summary>
    Completed,
}
