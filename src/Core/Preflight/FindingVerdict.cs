namespace SchemaMigrate.Preflight;

/// <summary>How sure a finding is.</summary>
public enum FindingVerdict
{
    /// <summary>From the text of the statement alone.</summary>
    Presumed,

    /// <summary>Facts of the database or a rehearsal bear it out.</summary>
    Confirmed,

    /// <summary>Facts of the database say that the hazard is not there.</summary>
    Dismissed,
}
