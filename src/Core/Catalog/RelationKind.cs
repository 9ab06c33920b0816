namespace SchemaMigrate.Catalog;

/// <summary>What a relation is.</summary>
public enum RelationKind
{
    /// <summary>Something that the product does not know.</summary>
    Other,

    /// <summary>A table with rows of its own, perhaps a partition.</summary>
    Table,

    /// <summary>A table whose rows are in partitions.</summary>
    PartitionedTable,

    /// <summary>A view.</summary>
    View,

    /// <summary>A materialized view.</summary>
    MaterializedView,

    /// <summary>An index.</summary>
    Index,

    /// <summary>The index of a partitioned table.</summary>
    PartitionedIndex,

    /// <summary>A sequence.</summary>
    Sequence,

    /// <summary>A foreign table.</summary>
    ForeignTable,

    /// <summary>A composite type.</summary>
    CompositeType,
}
