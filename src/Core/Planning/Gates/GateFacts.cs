using SchemaMigrate.Revisions;

namespace SchemaMigrate.Planning;

/// <summary>What gates are judged by: read from the database at one moment, and data from then on.</summary>
public sealed record GateFacts
{
    /// <summary>Nothing is known: every gate that asks for something is closed.</summary>
    public static GateFacts None { get; } = new();

    /// <summary>When the facts were read, by the server's clock; null when nobody read any.</summary>
    public DateTimeOffset? ReadAt { get; init; }

    /// <summary>The approvals that stand, by revision id.</summary>
    public IReadOnlyDictionary<string, GateApproval> Approvals { get; init; } = new Dictionary<string, GateApproval>();

    /// <summary>When each applied revision was applied, by the server's clock, by id.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset> AppliedAt { get; init; } = new Dictionary<string, DateTimeOffset>();

    /// <summary>When a revision was last undone, by id; only those that were.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset> UndoneAt { get; init; } = new Dictionary<string, DateTimeOffset>();

    /// <summary>The backfills that gates name, by name; one that was never started has no entry.</summary>
    public IReadOnlyDictionary<string, GateBackfill> Backfills { get; init; } = new Dictionary<string, GateBackfill>();

    /// <summary>The use of the columns that gates name.</summary>
    public IReadOnlyDictionary<UnusedGate, ColumnUsage> Columns { get; init; } = new Dictionary<UnusedGate, ColumnUsage>();
}
