namespace SchemaMigrate.Catalog;

/// <summary>A partition or inheriting table.</summary>
public sealed record Descendant
{
    /// <summary>Its schema.</summary>
    public required string Schema { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>1 for a direct child.</summary>
    public int Level { get; init; }

    /// <summary>Whether it holds rows itself.</summary>
    public bool IsLeaf { get; init; }

    /// <summary>Its bytes with indexes and TOAST.</summary>
    public long Bytes { get; init; }

    /// <summary>Whether it is the default partition of its parent.</summary>
    public bool IsDefault { get; init; }

    /// <summary>Its rows, estimated.</summary>
    public long Rows { get; init; }
}
