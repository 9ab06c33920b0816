namespace SchemaMigrate.Operations;

/// <summary>How a data step goes about its work; what is null is left to the defaults of backfills.</summary>
public sealed record BackfillPace
{
    /// <summary>Rows of a batch; null adapts it.</summary>
    public long? BatchSize { get; init; }

    /// <summary>Workers; null lets the plan choose one or two.</summary>
    public int? Workers { get; init; }

    /// <summary>What to do with a row that cannot be changed: Stop, Quarantine or Skip; null means Stop.</summary>
    public string? OnError { get; init; }
}
