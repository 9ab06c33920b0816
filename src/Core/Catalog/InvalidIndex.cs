namespace SchemaMigrate.Catalog;

/// <summary>An index that is not valid.</summary>
public sealed record InvalidIndex
{
    /// <summary>Its schema.</summary>
    public required string Schema { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its table.</summary>
    public required string Table { get; init; }

    /// <summary>The backend that builds it now; null when it is what a failed build left behind.</summary>
    public int? BuiltBy { get; init; }
}
