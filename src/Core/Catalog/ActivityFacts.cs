namespace SchemaMigrate.Catalog;

/// <summary>What happens on the server at one moment.</summary>
public sealed record ActivityFacts
{
    /// <summary>Nothing happens.</summary>
    public static ActivityFacts None { get; } = new();

    /// <summary>Open transactions, oldest first.</summary>
    public IReadOnlyList<OpenTransaction> Transactions { get; init; } = [];

    /// <summary>Vacuums that run in this database.</summary>
    public IReadOnlyList<RunningVacuum> Vacuums { get; init; } = [];

    /// <summary>Indexes that are not valid.</summary>
    public IReadOnlyList<InvalidIndex> InvalidIndexes { get; init; } = [];

    /// <summary>Standbys and subscribers.</summary>
    public IReadOnlyList<Replica> Replicas { get; init; } = [];

    /// <summary>Replication slots.</summary>
    public IReadOnlyList<ReplicationSlot> Slots { get; init; } = [];
}
