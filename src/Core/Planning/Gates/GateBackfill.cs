namespace SchemaMigrate.Planning;

/// <summary>What the journal knows of a backfill that a gate names: where it stands, and what its newest receipt proves.</summary>
/// <param name="Name">The backfill's name.</param>
public sealed record GateBackfill(string Name)
{
    /// <summary>Where its job stands (Running, Completed…); null when there is no job.</summary>
    public string? State { get; init; }

    /// <summary>The revision whose step it was; null when it was started by hand or there is no receipt.</summary>
    public string? RevisionId { get; init; }

    /// <summary>The table of the receipt; null when there is no receipt.</summary>
    public string? Table { get; init; }

    /// <summary>What the receipt rests on; null when there is no receipt.</summary>
    public string? Proof { get; init; }

    /// <summary>When it was proven, by the server's clock; null when there is no receipt.</summary>
    public DateTimeOffset? ProvenAt { get; init; }

    /// <summary>Rows that it changed.</summary>
    public long Rows { get; init; }

    /// <summary>Rows that still match its predicate.</summary>
    public long Remaining { get; init; }

    /// <summary>Rows that were set aside because of an error.</summary>
    public long Quarantined { get; init; }

    /// <summary>Rows that were passed over because of an error.</summary>
    public long Skipped { get; init; }

    /// <summary>Ranges of partitions that were detached meanwhile.</summary>
    public long Detached { get; init; }
}
