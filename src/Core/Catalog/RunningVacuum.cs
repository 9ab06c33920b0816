namespace SchemaMigrate.Catalog;

/// <summary>A vacuum that runs now.</summary>
public sealed record RunningVacuum
{
    /// <summary>The backend's process id.</summary>
    public int Pid { get; init; }

    /// <summary>The table's oid.</summary>
    public long Relation { get; init; }

    /// <summary>The table.</summary>
    public required string Name { get; init; }

    /// <summary>What it does.</summary>
    public required string Phase { get; init; }

    /// <summary>The share of the table that it has read, 0 to 1; null when unknown.</summary>
    public double? Scanned { get; init; }

    /// <summary>Whether the server started it.</summary>
    public bool IsAutovacuum { get; init; }

    /// <summary>Whether it prevents wraparound: such a one does not give way to anybody.</summary>
    public bool AgainstWraparound { get; init; }

    /// <summary>How long it runs.</summary>
    public long? Milliseconds { get; init; }
}
