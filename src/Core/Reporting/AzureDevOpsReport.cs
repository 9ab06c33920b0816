using System.Globalization;
using System.Text;
using SchemaMigrate.Preflight;

namespace SchemaMigrate.Reporting;

/// <summary>Logging commands of Azure DevOps: task.logissue for what counts, plain lines for the rest.</summary>
internal static class AzureDevOpsReport
{
    public static string Write(Report report)
    {
        var text = new StringBuilder();
        foreach (var finding in report.Findings)
        {
            if (!finding.Counts || finding.Severity == Severity.Info)
            {
                text.Append(CultureInfo.InvariantCulture, $"{ReportText.Line(Plain(report, finding))}\n");
                continue;
            }

            var properties = new List<string> { $"type={(finding.Severity >= Severity.Danger ? "error" : "warning")}" };
            Add(properties, "sourcepath", report.Spell(finding.Path));
            Add(properties, "linenumber", finding.Line > 0 ? finding.Line.ToString(CultureInfo.InvariantCulture) : null);
            Add(properties, "columnnumber", finding.Column > 0 ? finding.Column.ToString(CultureInfo.InvariantCulture) : null);
            Add(properties, "code", finding.RuleId);
            text.Append(CultureInfo.InvariantCulture, $"##vso[task.logissue {string.Join(';', properties)};]{Message($"{finding.RuleId} {finding.Title}: {ReportText.Full(finding)}")}\n");
        }

        foreach (var plan in report.Plans)
        {
            text.Append(CultureInfo.InvariantCulture, $"##[section]{ReportText.Line(ReportText.Of(plan))}\n");
            foreach (var step in plan.Steps)
            {
                text.Append(CultureInfo.InvariantCulture, $"{ReportText.Line($"{step.RevisionId} step {step.Ordinal} ({step.LockMode}): {step.Sql}")}\n");
            }
        }

        foreach (var run in report.Runs)
        {
            text.Append(CultureInfo.InvariantCulture, $"##[section]{ReportText.Line(ReportText.Of(run))}\n");
        }

        foreach (var error in report.Errors)
        {
            text.Append(CultureInfo.InvariantCulture, $"##vso[task.logissue type=error;code={Property(Report.IdOf(error))};]{Message(error.Message)}\n");
        }

        return text.ToString();
    }

    /// <summary>A message: neutralised, on one line, with % escaped as the agent expects it.</summary>
    internal static string Message(string text) => Escape(ReportText.Line(text));

    /// <summary>A property's value: what would end the property or the command is escaped as well.</summary>
    internal static string Property(string text) => Escape(ReportText.Line(text)).Replace(";", "%3B", StringComparison.Ordinal).Replace("]", "%5D", StringComparison.Ordinal);

    private static string Escape(string text) => text
        .Replace("%", "%AZP25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    private static void Add(List<string> properties, string name, string? value)
    {
        if (value is not null)
        {
            properties.Add($"{name}={Property(value)}");
        }
    }

    private static string Plain(Report report, Finding finding) =>
        $"{report.Spell(finding.Path)}{(finding.Line > 0 ? string.Create(CultureInfo.InvariantCulture, $":{finding.Line}") : "")} {finding.RuleId} {finding.Severity}"
        + $"{(finding.IgnoredBecause is { } reason ? $", ignored ({reason})" : finding.Counts ? "" : ", dismissed")}: {finding.Message}";
}
