namespace SchemaMigrate.Backfills;

/// <summary>
/// What the backfill must not do to the server. Each limit has two levels: above it no batch is started (throttle); above the critical one
/// the backfill is suspended, and a person resumes it. Null switches a limit off.
/// </summary>
public sealed record BackfillLimits
{
    /// <summary>How far any standby may be behind in replaying. Default 10 s.</summary>
    public TimeSpan? MaxReplicaLag { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The critical lag. Default off.</summary>
    public TimeSpan? CriticalReplicaLag { get; init; }

    /// <summary>application_names of standbys that must be connected. Empty takes those that were connected when the backfill was started.</summary>
    public IReadOnlyList<string> Standbys { get; init; } = [];

    /// <summary>What to do when one of them is not.</summary>
    public MissingStandbyPolicy MissingStandby { get; init; } = MissingStandbyPolicy.Throttle;

    /// <summary>How many other sessions may wait for locks of this backfill. Default 3.</summary>
    public int? MaxWaiters { get; init; } = 3;

    /// <summary>The critical number of waiting sessions. Default off.</summary>
    public int? CriticalWaiters { get; init; }

    /// <summary>How many client sessions may be active besides the backfill's own. Default off.</summary>
    public int? MaxActiveSessions { get; init; }

    /// <summary>The critical number of active sessions. Default off.</summary>
    public int? CriticalActiveSessions { get; init; }

    /// <summary>Whether to wait while autovacuum works on the table. A vacuum against wraparound is always waited for.</summary>
    public bool WaitForAutovacuum { get; init; }

    /// <summary>How many bytes of WAL a second the server may write, by everybody. Default off.</summary>
    public long? MaxWalRate { get; init; }

    /// <summary>
    /// A query that is asked before batches: false, 0 and NULL go on; true or a number above 0 waits; a text waits and is the reason, and when
    /// it begins with <c>critical</c> the backfill is suspended.
    /// </summary>
    public string? ThrottleQuery { get; init; }
}
