using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>A type that a source creates or changes.</summary>
/// <param name="name">The type.</param>
internal sealed class KnownType(QualifiedName name)
{
    public QualifiedName Name { get; } = name;

    /// <summary>The statement that creates it; null when it was there before.</summary>
    public ExaminedStatement? CreatedBy { get; set; }

    public bool IsEnum { get; set; }

    /// <summary>Whether it is a domain with a constraint.</summary>
    public bool IsConstrainedDomain { get; set; }

    /// <summary>Labels that ALTER TYPE … ADD VALUE adds, with the statement.</summary>
    public Dictionary<string, ExaminedStatement> AddedValues { get; } = new(StringComparer.Ordinal);
}
