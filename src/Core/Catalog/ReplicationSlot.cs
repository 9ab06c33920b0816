namespace SchemaMigrate.Catalog;

/// <summary>A replication slot.</summary>
public sealed record ReplicationSlot
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>physical or logical.</summary>
    public required string Type { get; init; }

    /// <summary>The database of a logical slot.</summary>
    public string? Database { get; init; }

    /// <summary>Whether somebody streams from it.</summary>
    public bool IsActive { get; init; }

    /// <summary>WAL that it keeps on the disk.</summary>
    public long? RetainedBytes { get; init; }

    /// <summary>reserved, extended, unreserved or lost.</summary>
    public string? WalStatus { get; init; }

    /// <summary>WAL that can still be written before it is lost; null without a limit.</summary>
    public long? SafeBytes { get; init; }

    /// <summary>Age in transactions of the oldest row that it keeps.</summary>
    public long? OldestAge { get; init; }
}
