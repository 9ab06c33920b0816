using System.Globalization;
using System.Text;
using System.Xml;
using SchemaMigrate.Connections;
using SchemaMigrate.Preflight;

namespace SchemaMigrate.Reporting;

/// <summary>
/// JUnit XML: one suite for each file or revision with a case for each finding; a suite for each plan and run. Warnings and worse are failures,
/// remarks pass with their text as output, what is ignored or dismissed is skipped.
/// </summary>
internal static class JUnitReport
{
    public static string Write(Report report)
    {
        var text = new Utf8Writer();
        using (var xml = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, NewLineChars = "\n" }))
        {
            xml.WriteStartElement("testsuites");
            xml.WriteAttributeString("name", "SchemaMigrate");
            foreach (var suite in report.Findings.GroupBy(finding => report.Spell(finding.Path) ?? finding.Revision ?? "text"))
            {
                Suite(xml, $"preflight {suite.Key}", [.. suite.Select(finding => Case(suite.Key, finding))]);
            }

            foreach (var plan in report.Plans)
            {
                Suite(xml, ReportText.Of(plan), [.. plan.Steps.Select(step => new JUnitCase(
                    step.RevisionId, $"step {Number(step.Ordinal)}") { Output = step.Sql })]);
            }

            foreach (var run in report.Runs)
            {
                Suite(xml, ReportText.Of(run), [.. run.Revisions.Select(revision => new JUnitCase(revision.Id, revision.Message) { Duration = revision.Duration })]);
            }

            if (report.Errors.Count > 0)
            {
                Suite(xml, "errors", [.. report.Errors.Select(error => new JUnitCase("SchemaMigrate", Report.IdOf(error)) { FailureType = Report.IdOf(error), Message = error.Message })]);
            }

            xml.WriteEndElement();
        }

        return text.ToString();
    }

    private static JUnitCase Case(string source, Finding finding)
    {
        var name = $"{finding.RuleId} {finding.Title}{(finding.Line > 0 ? $", line {Number(finding.Line)}" : "")}";
        return !finding.Counts ? new JUnitCase(source, name) { Skipped = finding.IgnoredBecause ?? string.Join(" ", finding.Evidence.Select(each => each.Text)) }
            : finding.Severity == Severity.Info ? new JUnitCase(source, name) { Output = ReportText.Full(finding) }
            : new JUnitCase(source, name)
            {
                FailureType = finding.Severity.ToString(),
                Message = finding.Message,
                Output = $"{ReportText.Full(finding)}\n\n{finding.Statement}",
            };
    }

    private static void Suite(XmlWriter xml, string name, IReadOnlyList<JUnitCase> cases)
    {
        xml.WriteStartElement("testsuite");
        Attribute(xml, "name", name);
        xml.WriteAttributeString("tests", Number(cases.Count));
        xml.WriteAttributeString("failures", Number(cases.Count(each => each.FailureType is not null)));
        xml.WriteAttributeString("errors", "0");
        xml.WriteAttributeString("skipped", Number(cases.Count(each => each.Skipped is not null)));
        xml.WriteAttributeString("time", Seconds(cases.Aggregate(TimeSpan.Zero, (sum, each) => sum + each.Duration)));
        foreach (var each in cases)
        {
            Case(xml, each);
        }

        xml.WriteEndElement();
    }

    private static void Case(XmlWriter xml, JUnitCase each)
    {
        xml.WriteStartElement("testcase");
        Attribute(xml, "classname", each.ClassName);
        Attribute(xml, "name", each.Name);
        xml.WriteAttributeString("time", Seconds(each.Duration));
        if (each.FailureType is { } type)
        {
            xml.WriteStartElement("failure");
            Attribute(xml, "type", type);
            Attribute(xml, "message", each.Message ?? "");
            xml.WriteString(Clean(each.Output ?? each.Message ?? ""));
            xml.WriteEndElement();
        }
        else if (each.Skipped is { } why)
        {
            xml.WriteStartElement("skipped");
            Attribute(xml, "message", why);
            xml.WriteEndElement();
        }
        else if (each.Output is { } output)
        {
            xml.WriteElementString("system-out", Clean(output));
        }

        xml.WriteEndElement();
    }

    private static void Attribute(XmlWriter xml, string name, string value) => xml.WriteAttributeString(name, Clean(ReportText.Line(value)));

    /// <summary>Without what XML cannot hold; neutralising has spelled out control characters, so only lone surrogates and two non-characters are left.</summary>
    private static string Clean(string text) => string.Concat(LogText.Neutralise(text).EnumerateRunes().Where(rune => rune.Value is not (0xFFFE or 0xFFFF)).Select(rune => rune.ToString()));

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Seconds(TimeSpan duration) => duration.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture);

    private sealed class Utf8Writer() : StringWriter(CultureInfo.InvariantCulture)
    {
        public override Encoding Encoding => Encoding.UTF8;
    }
}
