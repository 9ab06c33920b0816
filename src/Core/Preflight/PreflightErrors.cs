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

    /// <summary>A rule id that no rule has.</summary>
    public static readonly ErrorDefinition RuleUnknown = new(
        "RuleUnknown", ErrorKind.ObjectNotFound, "Get-MigrationRule lists the rules.");
}
