namespace SchemaMigrate.Preflight;

/// <summary>Whether a source says how to undo it.</summary>
public enum SourceDowngrade
{
    /// <summary>It is no revision: nobody expects a way back.</summary>
    NotExpected,

    /// <summary>It has SQL for it, or says with a reason that there is no way back.</summary>
    Given,

    /// <summary>It is a revision and says nothing.</summary>
    Missing,

    /// <summary>It has a section for it with no statement in it.</summary>
    Empty,
}
