using System.Globalization;
using System.Text;
using SchemaMigrate.Preflight;

namespace SchemaMigrate.Reporting;

/// <summary>Workflow commands of GitHub actions: an annotation for every finding that counts.</summary>
internal static class GitHubReport
{
    public static string Write(Report report)
    {
        var text = new StringBuilder();
        foreach (var finding in report.Findings.Where(finding => finding.Counts))
        {
            var properties = new List<string>();
            Add(properties, "file", report.Spell(finding.Path));
            Add(properties, "line", finding.Line > 0 ? finding.Line.ToString(CultureInfo.InvariantCulture) : null);
            Add(properties, "col", finding.Column > 0 ? finding.Column.ToString(CultureInfo.InvariantCulture) : null);
            Add(properties, "title", $"{finding.RuleId} {finding.Title}");
            var level = finding.Severity switch { >= Severity.Danger => "error", Severity.Warning => "warning", _ => "notice" };
            text.Append(CultureInfo.InvariantCulture, $"::{level} {string.Join(',', properties)}::{Message(ReportText.Full(finding))}\n");
        }

        foreach (var line in report.Plans.Select(ReportText.Of).Concat(report.Runs.Select(ReportText.Of)))
        {
            text.Append(CultureInfo.InvariantCulture, $"::notice title=SchemaMigrate::{Message(line)}\n");
        }

        foreach (var error in report.Errors)
        {
            text.Append(CultureInfo.InvariantCulture, $"::error title={Property(Report.IdOf(error))}::{Message(error.Message)}\n");
        }

        return text.ToString();
    }

    /// <summary>A message: neutralised, on one line, escaped as the runner expects it.</summary>
    internal static string Message(string text) => ReportText.Line(text)
        .Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    /// <summary>A property's value: what would end the property is escaped as well.</summary>
    internal static string Property(string text) => Message(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);

    private static void Add(List<string> properties, string name, string? value)
    {
        if (value is not null)
        {
            properties.Add($"{name}={Property(value)}");
        }
    }
}
