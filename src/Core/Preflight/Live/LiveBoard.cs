using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>The findings while facts are brought to them.</summary>
internal sealed class LiveBoard(Examination examination, PreflightOptions options)
{
    private readonly List<Finding> findings = [.. examination.Findings];
    private readonly RuleSet rules = new(options);

    /// <summary>The findings on a statement.</summary>
    public IEnumerable<Finding> On(ExaminedStatement statement) => findings.Where(finding => IsOn(finding, statement));

    /// <summary>Brings a fact to the findings on a statement that it concerns; those that the project set a severity for keep it.</summary>
    public void Weigh(ExaminedStatement statement, Func<Finding, bool> concerns, Evidence evidence) =>
        Change(statement, concerns, finding => Configured(finding) ? finding.Weigh(evidence) with { Severity = finding.Severity } : finding.Weigh(evidence));

    public void Change(ExaminedStatement statement, Func<Finding, bool> concerns, Func<Finding, Finding> change)
    {
        for (var index = 0; index < findings.Count; index++)
        {
            if (IsOn(findings[index], statement) && concerns(findings[index]))
            {
                findings[index] = change(findings[index]);
            }
        }
    }

    /// <summary>Adds a finding, unless the rule is off.</summary>
    public void Add(ExaminedStatement statement, Rule rule, string message, FindingSubject subject, Evidence evidence, Severity? severity = null, LockMode? lockMode = null, bool? scans = null)
    {
        var metadata = rule.Metadata;
        if (!rules.IsOn(metadata))
        {
            return;
        }

        findings.Add(new Finding
        {
            RuleId = metadata.Id,
            Severity = rules.SeverityOf(metadata, severity),
            Title = metadata.Title,
            Message = message,
            Why = metadata.Why,
            SafeAlternative = metadata.SafeAlternative,
            Revision = statement.Source.Revision,
            Step = statement.Step,
            Path = statement.Source.Path,
            Line = statement.Line,
            Column = statement.Column,
            Statement = statement.Statement.Text,
            LockMode = lockMode ?? metadata.Lock,
            Rewrites = metadata.Rewrites,
            Scans = scans ?? metadata.Scans,
            Table = subject.Table?.Display,
            Subject = subject,
            Verdict = FindingVerdict.Confirmed,
            Evidence = [evidence with { Weight = EvidenceWeight.Confirms }],
            IgnoredBecause = statement.Ignored.TryGetValue(metadata.Id, out var reason) ? reason
                : options.Skipped.TryGetValue(metadata.Id, out var why) ? why : null,
        });
    }

    /// <summary>The findings in their order, with what was added.</summary>
    public Examination Finish()
    {
        var order = new Dictionary<(string?, string?), int>();
        foreach (var statement in examination.Statements)
        {
            order.TryAdd((statement.Source.Revision, statement.Source.Path), order.Count);
        }

        return examination with
        {
            Findings = [.. findings
                .OrderBy(finding => order.GetValueOrDefault((finding.Revision, finding.Path), int.MaxValue))
                .ThenBy(finding => finding.Step).ThenByDescending(finding => finding.Severity).ThenBy(finding => finding.Line).ThenBy(finding => finding.Column)],
        };
    }

    private static bool IsOn(Finding finding, ExaminedStatement statement) =>
        finding.Step == statement.Step && finding.Revision == statement.Source.Revision && finding.Path == statement.Source.Path
        && finding.Statement == statement.Statement.Text;

    private bool Configured(Finding finding) => options.RuleSeverities.ContainsKey(finding.RuleId);
}
