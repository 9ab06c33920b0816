namespace SchemaMigrate.Backfills;

/// <summary>Where a backfill stands.</summary>
public enum BackfillState
{
    /// <summary>Workers work on it, or may: see the workers' heartbeats.</summary>
    Running,

    /// <summary>A person or a critical limit halted it; it can be resumed.</summary>
    Suspended,

    /// <summary>It was given up.</summary>
    Stopped,

    /// <summary>It could not go on or could not be proven; it can be resumed when the cause is gone.</summary>
    Failed,

    /// <summary>Everything was done and proven; there is a receipt.</summary>
    Completed,
}
