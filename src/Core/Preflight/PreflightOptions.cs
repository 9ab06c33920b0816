using SchemaMigrate.Projects;

namespace SchemaMigrate.Preflight;

/// <summary>How to examine.</summary>
public sealed record PreflightOptions
{
    /// <summary>The server's version. Default: the newest that is known.</summary>
    public ServerVersion Server { get; init; } = ServerVersion.Newest;

    /// <summary>Severities by rule id where they differ from the rule's own; <see cref="ConfiguredSeverity.Off"/> leaves a rule out, another one turns an opt-in rule on.</summary>
    public IReadOnlyDictionary<string, ConfiguredSeverity> RuleSeverities { get; init; } = new Dictionary<string, ConfiguredSeverity>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Rules whose findings are kept but do not count, with the reason.</summary>
    public IReadOnlyDictionary<string, string> Skipped { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
}
