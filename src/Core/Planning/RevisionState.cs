namespace SchemaMigrate.Planning;

/// <summary>What the journal knows of a revision.</summary>
public enum RevisionState
{
    /// <summary>All steps took effect.</summary>
    Applied,

    /// <summary>An upgrade was begun and not finished; the next upgrade goes on behind its last finished step.</summary>
    Applying,

    /// <summary>A downgrade was begun and not finished; the next downgrade goes on behind its last finished step.</summary>
    Reverting,
}
