using System.Globalization;
using System.Text;
using SchemaMigrate.Connections;
using SchemaMigrate.Planning;
using SchemaMigrate.Preflight;

namespace SchemaMigrate.Reporting;

/// <summary>Markdown for people, as GitHub, Azure DevOps and GitLab show it.</summary>
internal static class MarkdownReport
{
    public static string Write(Report report)
    {
        var text = new StringBuilder();
        foreach (var error in report.Errors)
        {
            text.Append(CultureInfo.InvariantCulture, $"## {Cell(Report.IdOf(error))}\n\n{Cell(error.Message)}\n\n");
        }

        foreach (var run in report.Runs)
        {
            text.Append(CultureInfo.InvariantCulture, $"## Run\n\n{Cell(ReportText.Of(run))}\n\n");
            Table(text, ["revision", "message", "steps", "attempts", "time"], run.Revisions.Select(revision => (IReadOnlyList<string>)
                [revision.Id, revision.Message, Number(revision.Steps), Number(revision.Attempts), ReportText.Seconds(revision.Duration)]));
        }

        foreach (var plan in report.Plans)
        {
            text.Append(CultureInfo.InvariantCulture, $"## Plan\n\n{Cell(ReportText.Of(plan))}\n\n");
            Table(text, ["revision", "step", "lock", "on", "statement"], plan.Steps.SelectMany(Rows));
        }

        if (report.Findings.Count > 0 || (report.Plans.Count == 0 && report.Runs.Count == 0 && report.Errors.Count == 0))
        {
            WriteFindings(text, report);
        }

        return text.ToString();
    }

    /// <summary>Text from outside within a paragraph or a cell: neutralised, on one line, with everything that Markdown or HTML would act on taken literally.</summary>
    internal static string Cell(string text)
    {
        var escaped = new StringBuilder();
        foreach (var c in ReportText.Line(text))
        {
            _ = c switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                // A mention would notify somebody.
                '@' => escaped.Append("&#64;"),
                '\\' or '`' or '*' or '_' or '[' or ']' or '|' or '~' or '#' or '!' => escaped.Append('\\').Append(c),
                _ => escaped.Append(c),
            };
        }

        return escaped.ToString();
    }

    /// <summary>A block of code whose fence is longer than any run of backticks in it.</summary>
    internal static string Fence(string code)
    {
        var text = LogText.Neutralise(code);
        var (longest, run) = (2, 0);
        foreach (var c in text)
        {
            run = c == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        var fence = new string('`', longest + 1);
        return $"{fence}sql\n{text.Trim('\n')}\n{fence}\n";
    }

    private static void WriteFindings(StringBuilder text, Report report)
    {
        var counting = report.Findings.Where(finding => finding.Counts).ToList();
        var sum = ReportText.Sum(counting);
        text.Append(CultureInfo.InvariantCulture, $"## Preflight\n\n{(sum.Length == 0 ? "No findings." : sum + ".")}\n\n");
        Table(text, ["severity", "rule", "where", "what"], counting.Select(finding => (IReadOnlyList<string>)
            [finding.Severity.ToString(), finding.RuleId, Place(report, finding), finding.Message]));
        foreach (var finding in counting)
        {
            text.Append(CultureInfo.InvariantCulture, $"### {finding.RuleId} {Cell(finding.Title)}: {Cell(Place(report, finding))}\n\n{Cell(finding.Message)} {Cell(finding.Why)}\n\n");
            text.Append(CultureInfo.InvariantCulture, $"{Fence(finding.Statement)}\nInstead: {Cell(finding.SafeAlternative)}\n\n");
            foreach (var evidence in finding.Evidence)
            {
                text.Append(CultureInfo.InvariantCulture, $"- {Cell(evidence.ToString())}\n");
            }

            text.Append(finding.Evidence.Count > 0 ? "\n" : "");
        }

        var silent = report.Findings.Where(finding => !finding.Counts).ToList();
        if (silent.Count > 0)
        {
            text.Append("### Not counted\n\n");
            Table(text, ["rule", "where", "why"], silent.Select(finding => (IReadOnlyList<string>)
                [finding.RuleId, Place(report, finding), finding.IgnoredBecause ?? string.Join(" ", finding.Evidence.Select(each => each.Text))]));
        }
    }

    private static IEnumerable<IReadOnlyList<string>> Rows(Step step) => step.Statements.Select(statement => (IReadOnlyList<string>)
        [step.RevisionId, Number(step.Ordinal), statement.LockMode.ToString(), string.Join(", ", statement.Locks.Select(held => held.Relation.Display)), statement.Sql]);

    private static void Table(StringBuilder text, IReadOnlyList<string> heads, IEnumerable<IReadOnlyList<string>> rows)
    {
        var any = false;
        foreach (var row in rows)
        {
            if (!any)
            {
                text.Append(CultureInfo.InvariantCulture, $"| {string.Join(" | ", heads)} |\n|{string.Concat(heads.Select(_ => "---|"))}\n");
                any = true;
            }

            text.Append(CultureInfo.InvariantCulture, $"| {string.Join(" | ", row.Select(Cell))} |\n");
        }

        text.Append(any ? "\n" : "");
    }

    private static string Place(Report report, Finding finding) =>
        $"{report.Spell(finding.Path) ?? finding.Revision ?? "text"}{(finding.Line > 0 ? $":{Number(finding.Line)}" : "")}";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
