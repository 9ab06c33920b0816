namespace SchemaMigrate.Backfills;

/// <summary>What a look at the server means for the backfill.</summary>
public enum ThrottleLevel
{
    /// <summary>Batches may be started.</summary>
    None,

    /// <summary>No batch is started until it is better.</summary>
    Throttle,

    /// <summary>The backfill is suspended.</summary>
    Critical,
}
