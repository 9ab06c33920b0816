using SchemaMigrate.Planning;

namespace SchemaMigrate.Preflight;

/// <summary>Collects the findings of a rehearsal.</summary>
internal sealed class RehearsalFindings
{
    private readonly List<Finding> findings = [];

    public IReadOnlyList<Finding> All => findings;

    public void Add(
        Rule rule, RehearsalRevision revision, Step step, PlannedStatement? statement, string message, string fact, IReadOnlyList<string>? samples = null)
    {
        var metadata = rule.Metadata;
        findings.Add(new Finding
        {
            RuleId = metadata.Id,
            Severity = metadata.Severity,
            Title = metadata.Title,
            Message = message,
            Why = metadata.Why,
            SafeAlternative = metadata.SafeAlternative,
            Revision = revision.Id,
            Step = step.Ordinal,
            Path = revision.Path,
            Line = statement?.Line ?? 0,
            Column = statement?.Column ?? 0,
            Statement = statement?.Sql ?? "",
            Verdict = FindingVerdict.Confirmed,
            Evidence = [new Evidence("rehearsal", EvidenceWeight.Confirms, fact) { Samples = samples ?? [], Count = samples?.Count }],
        });
    }
}
