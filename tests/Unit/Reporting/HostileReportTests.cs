using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using SchemaMigrate.Reporting;

namespace SchemaMigrate.Tests.Reporting;

/// <summary>Whatever a migration or a database holds, a build server does what the report means and nothing else.</summary>
public partial class HostileReportTests
{
    [Theory]
    [MemberData(nameof(HostileTexts.All), MemberType = typeof(HostileTexts))]
    public void Azure_DevOps_sees_our_commands_only_with_our_properties_only(string text)
    {
        // As the agent looks for them: anywhere in a line, up to the first closing bracket.
        var lines = Lines(ReportWriter.Write(ReportSamples.With(text), ReportFormat.AzureDevOps));
        var commands = lines.Select(line => AzureCommand().Match(line)).Where(match => match.Success).ToList();

        Assert.Equal(4, commands.Count);
        Assert.All(commands, command =>
        {
            Assert.Equal(0, command.Index);
            var names = command.Groups["properties"].Value.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(property => property.Split('=')[0]);
            Assert.All(names, name => Assert.Contains(name, new[] { "type", "sourcepath", "linenumber", "columnnumber", "code" }));
            Assert.DoesNotContain("%", Percent().Replace(command.Groups["data"].Value, ""), StringComparison.Ordinal);
        });
        Assert.All(lines, line => Assert.True(line.LastIndexOf("##[", StringComparison.Ordinal) <= 0 && (!line.StartsWith("##[", StringComparison.Ordinal) || line.StartsWith("##[section]", StringComparison.Ordinal)), line));
    }

    [Theory]
    [MemberData(nameof(HostileTexts.All), MemberType = typeof(HostileTexts))]
    public void GitHub_sees_our_commands_only_with_our_properties_only(string text)
    {
        var lines = Lines(ReportWriter.Write(ReportSamples.With(text), ReportFormat.GitHub));

        // Three findings that count, two plans, two runs, two errors: one line each.
        Assert.Equal(9, lines.Length);
        Assert.All(lines, line =>
        {
            var command = GitHubCommand().Match(line);
            Assert.True(command.Success, line);
            Assert.All(command.Groups["properties"].Value.Split(','), property => Assert.Contains(property.Split('=')[0], new[] { "file", "line", "col", "title" }));
            Assert.DoesNotContain("##[", line, StringComparison.Ordinal);
        });
    }

    [Theory]
    [MemberData(nameof(HostileTexts.All), MemberType = typeof(HostileTexts))]
    public void No_format_hands_on_what_a_terminal_or_a_log_would_act_on(string text)
    {
        foreach (var format in Enum.GetValues<ReportFormat>().Where(format => format != ReportFormat.Auto))
        {
            var report = ReportWriter.Write(ReportSamples.With(text), format);

            Assert.DoesNotContain(report, character => char.IsControl(character) && character is not ('\n' or '\t'));
            Assert.DoesNotContain('\u202E', report);
            if (format is not ReportFormat.AzureDevOps and not ReportFormat.Json)
            {
                Assert.DoesNotContain("##vso[", report, StringComparison.Ordinal);
            }

            if (format is not ReportFormat.GitHub)
            {
                Assert.DoesNotMatch(@"(?m)^\s*::[a-z]", report);
            }
        }
    }

    [Theory]
    [MemberData(nameof(HostileTexts.All), MemberType = typeof(HostileTexts))]
    public void JUnit_has_the_elements_that_its_readers_share_and_no_more(string text)
    {
        var root = XDocument.Parse(ReportWriter.Write(ReportSamples.With(text), ReportFormat.JUnit)).Root!;

        Shape(root, ["name"], ["testsuite"]);
        Assert.Equal(6, root.Elements().Count());
        foreach (var suite in root.Elements())
        {
            Shape(suite, ["name", "tests", "failures", "errors", "skipped", "time"], ["testcase"]);
            Assert.Equal(suite.Elements().Count(), (int)suite.Attribute("tests")!);
            Assert.True((decimal)suite.Attribute("time")! >= 0);
            foreach (var test in suite.Elements())
            {
                Shape(test, ["classname", "name", "time"], ["skipped", "failure", "system-out"]);
                Assert.True(test.Elements().Count() <= 1, test.ToString());
                Assert.True((decimal)test.Attribute("time")! >= 0);
                Assert.All(test.Elements("failure"), failure => Shape(failure, ["type", "message"], []));
                Assert.All(test.Elements("skipped"), skipped => Shape(skipped, ["message"], []));
            }
        }
    }

    [Theory]
    [MemberData(nameof(HostileTexts.All), MemberType = typeof(HostileTexts))]
    public void Json_keeps_its_shape(string text)
    {
        var root = JsonDocument.Parse(ReportWriter.Write(ReportSamples.With(text), ReportFormat.Json)).RootElement;

        Assert.Equal((5, 2, 2, 2), (root.GetProperty("findings").GetArrayLength(), root.GetProperty("plans").GetArrayLength(), root.GetProperty("runs").GetArrayLength(), root.GetProperty("errors").GetArrayLength()));
    }

    private static string[] Lines(string text) => text.TrimEnd('\n').Split('\n');

    private static void Shape(XElement element, string[] attributes, string[] children)
    {
        Assert.Equal(attributes, element.Attributes().Select(attribute => attribute.Name.LocalName));
        Assert.All(element.Elements(), child => Assert.Contains(child.Name.LocalName, children));
    }

    [GeneratedRegex(@"##vso\[task\.logissue (?<properties>[^\]]*)\](?<data>.*)|##vso\[")]
    private static partial Regex AzureCommand();

    [GeneratedRegex("%AZP25|%0A|%0D")]
    private static partial Regex Percent();

    [GeneratedRegex("^::(error|warning|notice) (?<properties>[^:]*)::")]
    private static partial Regex GitHubCommand();
}
