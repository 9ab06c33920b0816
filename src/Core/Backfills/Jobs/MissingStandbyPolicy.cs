namespace SchemaMigrate.Backfills;

/// <summary>What to do when a standby that should be there is not connected: its lag cannot be known.</summary>
public enum MissingStandbyPolicy
{
    /// <summary>Wait until it is back.</summary>
    Throttle,

    /// <summary>Go on without it.</summary>
    Ignore,

    /// <summary>Suspend the backfill; a person resumes it.</summary>
    Suspend,
}
