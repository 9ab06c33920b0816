namespace SchemaMigrate.Catalog;

/// <summary>A name that an object has already.</summary>
public sealed record TakenName
{
    /// <summary>relation or type: within one family a name can be given once per schema.</summary>
    public required string Family { get; init; }

    /// <summary>The schema.</summary>
    public required string Schema { get; init; }

    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>What has it, in words.</summary>
    public required string Kind { get; init; }
}
