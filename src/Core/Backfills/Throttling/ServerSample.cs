namespace SchemaMigrate.Backfills;

/// <summary>What the server said at one moment.</summary>
internal sealed record ServerSample
{
    internal required BackfillState State { get; init; }

    internal string? StateReason { get; init; }

    internal required int OptionsVersion { get; init; }

    /// <summary>The end of the WAL, in bytes.</summary>
    internal required long Wal { get; init; }

    /// <summary>Sessions that wait for locks of this process.</summary>
    internal required long Waiters { get; init; }

    internal required long ActiveSessions { get; init; }

    /// <summary>0 no autovacuum on the table, 1 an ordinary one, 2 one against wraparound.</summary>
    internal required int Vacuum { get; init; }

    internal required IReadOnlyList<StandbyPosition> Standbys { get; init; }

    /// <summary>Workers in all processes.</summary>
    internal required long LiveWorkers { get; init; }

    /// <summary>What the user's query said: null to go on, otherwise the reason to wait.</summary>
    internal string? UserReason { get; init; }

    /// <summary>Lag of the standbys, worked out from the positions.</summary>
    internal IReadOnlyList<(string Name, TimeSpan Lag)> Lags { get; init; } = [];

    /// <summary>Bytes of WAL a second, lately.</summary>
    internal double WalRate { get; init; }
}
