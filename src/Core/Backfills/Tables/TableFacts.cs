namespace SchemaMigrate.Backfills;

/// <summary>What the catalog says about the table of a backfill.</summary>
internal sealed record TableFacts
{
    internal required long Oid { get; init; }

    internal required string Schema { get; init; }

    internal required string Name { get; init; }

    internal required string Kind { get; init; }

    internal required bool IsPartition { get; init; }

    internal required long Bytes { get; init; }

    internal required long IndexBytes { get; init; }

    internal required int FillFactor { get; init; }

    internal required bool IsPublished { get; init; }

    internal required bool RowSecurityApplies { get; init; }

    internal IReadOnlyList<LeafTable> Leaves { get; init; } = [];

    internal IReadOnlyList<IndexCandidate> Indexes { get; init; } = [];

    internal IReadOnlyList<TableColumn> Columns { get; init; } = [];

    internal IReadOnlyList<(string Name, IReadOnlyList<string> Columns, bool PerRow)> Triggers { get; init; } = [];

    internal IReadOnlyList<string> Standbys { get; init; } = [];

    /// <summary>Rows as the statistics say; 0 when nobody ever counted.</summary>
    internal long EstimatedRows => Leaves.Sum(leaf => Math.Max(0, leaf.EstimatedRows));
}
