namespace SchemaMigrate.Operations;

/// <summary>How well an operation can be undone.</summary>
public enum ReversibilityGrade
{
    /// <summary>The inverse restores catalog and data exactly.</summary>
    Exact,

    /// <summary>The inverse restores the shape; what is lost is said in the inverse's reason.</summary>
    Lossy,

    /// <summary>There is no inverse; the reason says why.</summary>
    Irreversible,
}
