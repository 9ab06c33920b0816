namespace SchemaMigrate.Catalog;

/// <summary>A standby or subscriber.</summary>
public sealed record Replica
{
    /// <summary>Its application_name.</summary>
    public string? Name { get; init; }

    /// <summary>streaming, catchup…</summary>
    public string? State { get; init; }

    /// <summary>async, sync, quorum, potential.</summary>
    public string? SyncState { get; init; }

    /// <summary>Whether it is logical replication.</summary>
    public bool IsLogical { get; init; }

    /// <summary>WAL that it has not replayed; null when the role may not see it.</summary>
    public long? BytesBehind { get; init; }

    /// <summary>Replay lag; null when it is idle or the role may not see it.</summary>
    public long? ReplayMilliseconds { get; init; }

    /// <summary>Whether hot_standby_feedback keeps rows for its queries.</summary>
    public bool SendsFeedback { get; init; }
}
