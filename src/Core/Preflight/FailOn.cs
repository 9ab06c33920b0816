namespace SchemaMigrate.Preflight;

/// <summary>From which severity on findings fail a preflight.</summary>
public enum FailOn
{
    /// <summary>Findings never fail it.</summary>
    Never,

    /// <summary>Error.</summary>
    Error,

    /// <summary>Danger and Error.</summary>
    Danger,

    /// <summary>Warning, Danger and Error.</summary>
    Warning,
}
