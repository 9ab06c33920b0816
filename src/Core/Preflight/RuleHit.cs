using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>What a rule has seen. What it leaves out comes from the rule's metadata and the statement's facts.</summary>
/// <param name="Message">What the statement does, with its names.</param>
internal sealed record RuleHit(string Message)
{
    /// <summary>Where in the statement; the statement's beginning when the node has no place.</summary>
    public SqlNode At { get; init; }

    public Severity? Severity { get; init; }

    public QualifiedName? Table { get; init; }

    public string? Column { get; init; }

    public QualifiedName? Object { get; init; }

    public LockMode? Lock { get; init; }

    public bool? Rewrites { get; init; }

    public bool? Scans { get; init; }

    /// <summary>Other advice than the rule's, when this case has a better one.</summary>
    public string? SafeAlternative { get; init; }

    /// <summary>Another statement of the source that the finding belongs to, for hits at the end.</summary>
    public ExaminedStatement? On { get; init; }
}
