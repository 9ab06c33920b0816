namespace SchemaMigrate.Backfills;

/// <summary>What a worker does.</summary>
internal enum WorkerActivity
{
    /// <summary>It connects.</summary>
    Starting,

    /// <summary>It changes rows.</summary>
    Working,

    /// <summary>It waits until batches may be started again.</summary>
    Throttled,

    /// <summary>It waits for ranges of others.</summary>
    Waiting,

    /// <summary>It rests before it tries a batch again.</summary>
    Retrying,

    /// <summary>It does the closing work.</summary>
    Finishing,
}
