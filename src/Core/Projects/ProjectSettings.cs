namespace SchemaMigrate.Projects;

/// <summary>The settings of a project, as schemamigrate.json gives them; what it leaves out has its default.</summary>
public sealed record ProjectSettings
{
    /// <summary>All defaults.</summary>
    public static ProjectSettings Default { get; } = new();

    /// <summary>The directory of the revision files, relative to the project's root. Default <c>migrations</c>.</summary>
    public string Path { get; init; } = "migrations";

    /// <summary>The schema in the target database that holds the journal. Default <c>schemamigrate</c>.</summary>
    public string JournalSchema { get; init; } = "schemamigrate";

    /// <summary>How long one try of a DDL statement waits for its locks, and so the longest that others queue behind it. Default 2 s, never 0.</summary>
    public TimeSpan LockTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a statement is tried again after lock misses, all tries and pauses together. Default 2 minutes.</summary>
    public TimeSpan LockRetryBudget { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long to wait for another runner on the same journal. Default 1 minute; 0 means do not wait.</summary>
    public TimeSpan RunLockTimeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The longest that a statement may run once it has its locks; null for no limit, which is the default.</summary>
    public TimeSpan? StatementTimeout { get; init; }

    /// <summary>Severities of preflight rules by rule id, for example SM031, where they differ from the rule's own.</summary>
    public IReadOnlyDictionary<string, ConfiguredSeverity> RuleSeverities { get; init; } =
        new Dictionary<string, ConfiguredSeverity>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Named target databases. Names are found in any case.</summary>
    public IReadOnlyDictionary<string, TargetSettings> Targets { get; init; } =
        new Dictionary<string, TargetSettings>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The role to become with SET ROLE after the login, which then owns what revisions create; null for none.</summary>
    public string? Role { get; init; }

    /// <summary>The schemas of the search_path for revisions, in order; null for the server's own setting.</summary>
    public IReadOnlyList<string>? SearchPath { get; init; }
}
