using SchemaMigrate.Errors;

namespace SchemaMigrate.Preflight;

/// <summary>The stable errors of the Preflight room.</summary>
[ErrorDefinitions]
public static class PreflightErrors
{
    /// <summary>Findings reached the severity that fails a preflight.</summary>
    public static readonly ErrorDefinition PreflightFailed = new(
        "PreflightFailed", ErrorKind.InvalidData,
        "Look at the findings, which were emitted before this error; each says what to do instead. What is safe nevertheless is ignored with '-- ignore SMnnn: reason'.");

    /// <summary>A file that cannot be read.</summary>
    public static readonly ErrorDefinition FileUnreadable = new(
        "FileUnreadable", ErrorKind.ResourceUnavailable, "Check that the file is there and may be read.");

    /// <summary>The schema for a rehearsal cannot be built.</summary>
    public static readonly ErrorDefinition RehearsalBaseline = new(
        "RehearsalBaseline", ErrorKind.InvalidData,
        "Rehearse from the live schema instead of the applied revisions, or give a scratch database that has the schema.");

    /// <summary>A rule id that no rule has.</summary>
    public static readonly ErrorDefinition RuleUnknown = new(
        "RuleUnknown", ErrorKind.ObjectNotFound, "Get-MigrationRule lists the rules.");
}
