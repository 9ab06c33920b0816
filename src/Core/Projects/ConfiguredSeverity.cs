namespace SchemaMigrate.Projects;

/// <summary>What a project makes of a preflight rule, instead of the rule's own severity.</summary>
public enum ConfiguredSeverity
{
    /// <summary>The rule is not run.</summary>
    Off,

    /// <summary>Worth knowing.</summary>
    Info,

    /// <summary>Needs a look.</summary>
    Warning,

    /// <summary>Blocks a populated table or breaks clients that are still running.</summary>
    Danger,

    /// <summary>Must not be applied as it is.</summary>
    Error,
}
