using SchemaMigrate.Sql;

namespace SchemaMigrate.Catalog;

/// <summary>A relation as the catalog describes it, with size and statistics.</summary>
public sealed record Relation
{
    /// <summary>Its oid in pg_class.</summary>
    public long Oid { get; init; }

    /// <summary>Its schema.</summary>
    public required string Schema { get; init; }

    /// <summary>Its name within the schema.</summary>
    public required string Name { get; init; }

    /// <summary>What it is.</summary>
    public RelationKind Kind { get; init; }

    /// <summary>Whether it is a partition of another table.</summary>
    public bool IsPartition { get; init; }

    /// <summary>Whether it writes no WAL and is emptied by a crash.</summary>
    public bool IsUnlogged { get; init; }

    /// <summary>The owning role.</summary>
    public required string Owner { get; init; }

    /// <summary>Whether the current role owns it, directly or as a member of the owner.</summary>
    public bool CanAlter { get; init; }

    /// <summary>Whether the current role has USAGE on the schema.</summary>
    public bool CanUseSchema { get; init; }

    /// <summary>Whether the current role has CREATE on the schema.</summary>
    public bool CanCreateInSchema { get; init; }

    /// <summary>Whether the current role may read the table as a whole.</summary>
    public bool CanSelect { get; init; }

    /// <summary>Whether the current role may insert.</summary>
    public bool CanInsert { get; init; }

    /// <summary>Whether the current role may update.</summary>
    public bool CanUpdate { get; init; }

    /// <summary>Whether the current role may delete.</summary>
    public bool CanDelete { get; init; }

    /// <summary>Whether the current role may create foreign keys to it.</summary>
    public bool CanReference { get; init; }

    /// <summary>Bytes of the rows, with those of descendants; without TOAST and indexes.</summary>
    public long HeapBytes { get; init; }

    /// <summary>Bytes of the rows with TOAST and the maps of free space.</summary>
    public long TableBytes { get; init; }

    /// <summary>Bytes of all indexes.</summary>
    public long IndexBytes { get; init; }

    /// <summary>Number of rows, estimated from statistics and the present size; counted when <see cref="RowsCounted"/>, and estimated from the first pages when it was never analysed.</summary>
    public long Rows { get; init; }

    /// <summary>Whether <see cref="Rows"/> was counted; only tables of up to <see cref="CatalogReader.CountedBytes"/> are.</summary>
    public bool RowsCounted { get; init; }

    /// <summary>Whether VACUUM or ANALYZE has seen it, so that the estimate of its rows has a ground.</summary>
    public bool IsAnalysed { get; init; }

    /// <summary>Column numbers given out so far, those of dropped columns included; 1,600 is the end.</summary>
    public int AttributesUsed { get; init; }

    /// <summary>What logical replication sends of old rows: Default, Nothing, Full or Index.</summary>
    public required string ReplicaIdentity { get; init; }

    /// <summary>Whether policies apply.</summary>
    public bool RowSecurity { get; init; }

    /// <summary>Whether policies apply to the owner too.</summary>
    public bool RowSecurityForced { get; init; }

    /// <summary>Transactions since the oldest unfrozen row: age(relfrozenxid); null where there is none.</summary>
    public long? FrozenAge { get; init; }

    /// <summary>The age at which a vacuum against wraparound is forced.</summary>
    public long FreezeMaxAge { get; init; }

    /// <summary>Dead rows, from statistics.</summary>
    public long? DeadRows { get; init; }

    /// <summary>Sequential scans since the statistics were reset.</summary>
    public long? SequentialScans { get; init; }

    /// <summary>Index scans since the statistics were reset.</summary>
    public long? IndexScans { get; init; }

    /// <summary>Rows inserted, updated and deleted since the statistics were reset.</summary>
    public long? RowsWritten { get; init; }

    /// <summary>The table that it is a partition or child of; null when none.</summary>
    public string? Parent { get; init; }

    /// <summary>The partition key of a partitioned table.</summary>
    public string? PartitionKey { get; init; }

    /// <summary>The bound of a partition: FOR VALUES … or DEFAULT.</summary>
    public string? PartitionBound { get; init; }

    /// <summary>Partitions and inheriting tables of every level.</summary>
    public IReadOnlyList<Descendant> Descendants { get; init; } = [];

    /// <summary>Bytes with indexes and TOAST.</summary>
    public long TotalBytes => TableBytes + IndexBytes;

    /// <summary>Schema and name.</summary>
    public QualifiedName QualifiedName => QualifiedName.Of(Schema, Name);

    /// <summary>Whether it holds rows or has partitions that do.</summary>
    public bool IsTable => Kind is RelationKind.Table or RelationKind.PartitionedTable;
}
