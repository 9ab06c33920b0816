namespace SchemaMigrate.Catalog;

/// <summary>A column.</summary>
public sealed record TableColumn
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its attribute number.</summary>
    public int Number { get; init; }

    /// <summary>The type with its modifiers: <c>character varying(20)</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The schema of the type.</summary>
    public required string TypeSchema { get; init; }

    /// <summary>The name of the type as pg_type has it: <c>varchar</c>, <c>int4</c>.</summary>
    public required string TypeName { get; init; }

    /// <summary>The type modifier, atttypmod; -1 for none.</summary>
    public int Modifier { get; init; }

    /// <summary>pg_type.typtype: b base, c composite, d domain, e enum, r range, m multirange.</summary>
    public required string TypeClass { get; init; }

    /// <summary>pg_type.typcategory, S for strings.</summary>
    public required string TypeCategory { get; init; }

    /// <summary>The type beneath a domain; null for other types.</summary>
    public string? BaseType { get; init; }

    /// <summary>Whether NOT NULL is set; on PostgreSQL 18 also while it is not validated.</summary>
    public bool NotNull { get; init; }

    /// <summary>The default, or the expression of a generated column.</summary>
    public string? Default { get; init; }

    /// <summary>s stored, v virtual, empty for an ordinary column.</summary>
    public required string Generated { get; init; }

    /// <summary>a GENERATED ALWAYS, d BY DEFAULT, empty for none.</summary>
    public required string Identity { get; init; }

    /// <summary>The collation when it is not the type's own.</summary>
    public string? Collation { get; init; }

    /// <summary>Whether it is defined here and not only inherited.</summary>
    public bool IsLocal { get; init; }

    /// <summary>The sequence that it owns; null for none.</summary>
    public string? Sequence { get; init; }
}
