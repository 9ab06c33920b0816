namespace SchemaMigrate.Catalog;

/// <summary>An enum, a domain or another type.</summary>
public sealed record NamedType
{
    /// <summary>Its oid.</summary>
    public long Oid { get; init; }

    /// <summary>Its schema.</summary>
    public required string Schema { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>pg_type.typtype: e enum, d domain, c composite, b base, r range.</summary>
    public required string Class { get; init; }

    /// <summary>Whether the current role owns it.</summary>
    public bool CanAlter { get; init; }

    /// <summary>The type beneath a domain.</summary>
    public string? BaseType { get; init; }

    /// <summary>Whether a domain has a constraint.</summary>
    public bool IsConstrained { get; init; }

    /// <summary>The labels of an enum, in their order.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>Columns of the type or of arrays of it.</summary>
    public IReadOnlyList<TypeUse> UsedBy { get; init; } = [];
}
