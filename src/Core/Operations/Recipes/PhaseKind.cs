namespace SchemaMigrate.Operations;

/// <summary>The phase of a recipe that a revision carries out.</summary>
public enum PhaseKind
{
    /// <summary>Additive: code that uses the old shape still works.</summary>
    Expand,

    /// <summary>Moves data.</summary>
    Migrate,

    /// <summary>Removes the old shape.</summary>
    Contract,
}
