using System.Collections.ObjectModel;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>Makes findings from hits, and takes note of what is to be ignored.</summary>
internal sealed class FindingCollector(PreflightSource source, RuleSet rules, PreflightOptions options)
{
    private readonly List<Finding> findings = [];
    private readonly List<Suppression> suppressions = [];

    public void Begin(ParsedPart part) => suppressions.AddRange(SuppressionReader.Read(part));

    /// <summary>The rules that a comment says to ignore on a statement, with the reason.</summary>
    public IReadOnlyDictionary<string, string> IgnoredAt(StatementPlace place, int offset) =>
        suppressions.Count == 0 ? ReadOnlyDictionary<string, string>.Empty : IgnoredIn(place.Part, place.BaseOffset + offset);

    private IReadOnlyDictionary<string, string> IgnoredIn(SourcePart part, int at)
    {
        var found = suppressions.Where(each => each.Reason.Length > 0 && ReferenceEquals(each.Part, part) && at >= each.From && at < each.To).ToList();
        return found.Count == 0
            ? ReadOnlyDictionary<string, string>.Empty
            : found.SelectMany(each => each.Rules, (each, rule) => (Rule: rule, each.Reason))
                .DistinctBy(pair => pair.Rule, StringComparer.OrdinalIgnoreCase)
                .ToDictionary(pair => pair.Rule, pair => pair.Reason, StringComparer.OrdinalIgnoreCase);
    }

    public void ReportErrors(ParsedPart part)
    {
        foreach (var error in part.Errors)
        {
            var rule = SyntaxRules.RuleFor(error);
            if (!rules.IsOn(rule))
            {
                continue;
            }

            var place = new StatementPlace(part.Script, 0, part.Part);
            var location = place.Locate(error.Position - 1);
            Add(new Finding
            {
                RuleId = rule.Id,
                Severity = rules.SeverityOf(rule, SyntaxRules.SeverityOf(error, source.Runner)),
                Title = rule.Title,
                Message = SyntaxRules.Describe(error),
                Why = rule.Why,
                SafeAlternative = error.Definition.Id == "SqlSyntax" ? rule.SafeAlternative : error.RecommendedAction,
                Line = location.Line,
                Column = location.Column,
                Statement = error.Near,
            }, part, error.Position - 1);
        }
    }

    public void Report(Rule rule, RuleContext context, RuleHit hit)
    {
        var metadata = rule.Metadata;
        var on = hit.On ?? context.Examined;
        var place = on.Place;
        var offset = hit.At.Exists ? hit.At.Offset : -1;
        var location = offset > on.Statement.Offset ? place.Locate(offset) : new SourceLocation(on.Line, on.Column);
        var table = hit.Table ?? (hit.On is null ? context.Table : on.Statement.Node["relation"].RelationName());
        findings.Add(Configured(new Finding
        {
            RuleId = metadata.Id,
            Severity = rules.SeverityOf(metadata, hit.Severity),
            Title = metadata.Title,
            Message = hit.Message,
            Why = metadata.Why,
            SafeAlternative = hit.SafeAlternative ?? metadata.SafeAlternative,
            Revision = source.Revision,
            Step = on.Step,
            Path = source.Path,
            Line = location.Line,
            Column = location.Column,
            Statement = on.Statement.Text,
            LockMode = hit.Lock ?? metadata.Lock,
            Rewrites = hit.Rewrites ?? metadata.Rewrites,
            Scans = hit.Scans ?? metadata.Scans,
            Table = hit.On is null && table == context.Table ? context.Table is null ? null : context.TableText : table?.Display,
            Subject = new FindingSubject(table, hit.Column, hit.Object),
        }, Suppression.Find(suppressions, place.Part, place.BaseOffset + on.Statement.Offset, metadata.Id)));
    }

    public void ReportSource(IReadOnlyList<ExaminedStatement> statements)
    {
        foreach (var finding in SuppressionRules.Examine(suppressions, rules))
        {
            Add(finding, null, 0);
        }

        if (DowngradeRules.Examine(source, statements) is { } missing && rules.IsOn(DowngradeRules.Missing.Metadata))
        {
            Add(missing with { Severity = rules.SeverityOf(DowngradeRules.Missing.Metadata, missing.Severity) }, null, 0);
        }
    }

    public IReadOnlyList<Finding> Finish() =>
        [.. findings.OrderBy(finding => finding.Step).ThenByDescending(finding => finding.Severity).ThenBy(finding => finding.Line).ThenBy(finding => finding.Column)];

    private void Add(Finding finding, ParsedPart? part, int offset)
    {
        var suppression = part is null ? null : Suppression.Find(suppressions, part.Part, offset, finding.RuleId);
        findings.Add(Configured(finding with { Revision = source.Revision, Path = source.Path }, suppression));
    }

    private Finding Configured(Finding finding, Suppression? suppression)
    {
        if (suppression is { Reason: { Length: > 0 } reason })
        {
            suppression.Used.Add(finding.RuleId);
            return finding with { IgnoredBecause = reason };
        }

        return options.Skipped.TryGetValue(finding.RuleId, out var why) ? finding with { IgnoredBecause = why } : finding;
    }
}
