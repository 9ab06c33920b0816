namespace SchemaMigrate.Operations;

/// <summary>What to do with rows of a table that belong to no row of the table that it is merged into.</summary>
public enum OrphanRows
{
    /// <summary>The expand phase refuses while there is one, and so does the contract.</summary>
    Refuse,

    /// <summary>They are kept in a table of their own when theirs is dropped.</summary>
    Quarantine,
}
