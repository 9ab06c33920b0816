namespace SchemaMigrate.Preflight;

/// <summary>Remembers the findings that fail a preflight while all of them pass by.</summary>
/// <param name="failOn">From which severity on.</param>
public sealed class FailureGate(FailOn failOn)
{
    private readonly List<Finding> failures = [];

    /// <summary>Takes note of a finding.</summary>
    /// <param name="finding">The finding; those that do not count are passed over.</param>
    public void Note(Finding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        if (finding.Counts && Fails(finding.Severity))
        {
            failures.Add(finding);
        }
    }

    /// <summary>Ends the preflight.</summary>
    /// <exception cref="PreflightFailedException">A finding that was noted fails it.</exception>
    public void ThrowIfFailed()
    {
        if (failures.Count > 0)
        {
            throw new PreflightFailedException(failOn, failures);
        }
    }

    private bool Fails(Severity severity) => failOn switch
    {
        FailOn.Error => severity >= Severity.Error,
        FailOn.Danger => severity >= Severity.Danger,
        FailOn.Warning => severity >= Severity.Warning,
        _ => false,
    };
}
