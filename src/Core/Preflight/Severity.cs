namespace SchemaMigrate.Preflight;

/// <summary>How bad a finding is, from harmless to fatal; the order is that of the numbers.</summary>
public enum Severity
{
    /// <summary>Worth knowing.</summary>
    Info = 0,

    /// <summary>Needs a look: it hurts in some databases, or it is a trap for later.</summary>
    Warning = 1,

    /// <summary>Blocks a populated table for longer than a moment, or breaks clients that are still running.</summary>
    Danger = 2,

    /// <summary>Will fail, or loses data without having said so.</summary>
    Error = 3,
}
