using SchemaMigrate.Errors;

namespace SchemaMigrate.Preflight;

/// <summary>Findings reached the severity that fails a preflight.</summary>
public sealed class PreflightFailedException : MigrationException
{
    internal PreflightFailedException(FailOn failOn, IReadOnlyList<Finding> findings)
        : base(PreflightErrors.PreflightFailed, Describe(failOn, findings))
    {
        FailOn = failOn;
        Findings = findings;
    }

    /// <summary>What was asked to fail.</summary>
    public FailOn FailOn { get; }

    /// <summary>The findings that are as bad as that, or worse.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    private static string Describe(FailOn failOn, IReadOnlyList<Finding> findings)
    {
        var counts = findings.GroupBy(finding => finding.Severity).OrderByDescending(group => group.Key).Select(group => $"{group.Count()} {group.Key}");
        return $"Preflight failed: {string.Join(", ", counts)}; -FailOn {failOn} lets none of them pass.";
    }
}
