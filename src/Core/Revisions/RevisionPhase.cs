namespace SchemaMigrate.Revisions;

/// <summary>What a revision does to a running application, as its header says in <c>phase:</c>.</summary>
public enum RevisionPhase
{
    /// <summary>The header says nothing. Such a revision belongs to the main line.</summary>
    Unspecified = 0,

    /// <summary>Additive: code that uses the old shape still works. Belongs to the main line.</summary>
    Expand = 1,

    /// <summary>Moves data. Not of the main line.</summary>
    Migrate = 2,

    /// <summary>Removes the old shape. Not of the main line.</summary>
    Contract = 3,
}
