using System.Text.Json;
using System.Xml.Linq;
using SchemaMigrate.Reporting;

namespace SchemaMigrate.Tests.Reporting;

public class TextReportTests
{
    [Fact]
    public void JUnit_is_well_formed_and_its_counts_are_right()
    {
        var root = XDocument.Parse(ReportWriter.Write(ReportSamples.All, ReportFormat.JUnit)).Root!;

        Assert.Equal("testsuites", root.Name.LocalName);
        foreach (var suite in root.Elements("testsuite"))
        {
            var cases = suite.Elements("testcase").ToList();
            Assert.Equal(cases.Count, (int)suite.Attribute("tests")!);
            Assert.Equal(cases.Count(each => each.Element("failure") is not null), (int)suite.Attribute("failures")!);
            Assert.Equal(cases.Count(each => each.Element("skipped") is not null), (int)suite.Attribute("skipped")!);
            Assert.All(cases, each => Assert.False(string.IsNullOrEmpty((string?)each.Attribute("name")) || string.IsNullOrEmpty((string?)each.Attribute("classname"))));
        }

        Assert.Equal(2, root.Descendants("skipped").Count());
        Assert.Contains(root.Descendants("failure"), failure => (string?)failure.Attribute("type") == "Danger");
        Assert.Contains(root.Descendants("testcase"), each => ((string)each.Attribute("name")!).Contains("SM037", StringComparison.Ordinal) && each.Element("failure") is null);
    }

    [Fact]
    public void Markdown_takes_names_literally()
    {
        var text = ReportWriter.Write(ReportSamples.All, ReportFormat.Markdown);

        var prose = string.Join('\n', text.Split('\n').Where(line => line.StartsWith('|') || line.StartsWith("###", StringComparison.Ordinal)));
        Assert.DoesNotContain("<script>", prose, StringComparison.Ordinal);
        Assert.DoesNotContain("@team", prose, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b", text, StringComparison.Ordinal);
        Assert.DoesNotContain("##vso[", text, StringComparison.Ordinal);
        // Every row of the table has as many cells as its head.
        var rows = text.Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Select(line => line.Replace("\\|", "", StringComparison.Ordinal).Count(c => c == '|'));
        Assert.Equal([4, 5], rows.Distinct().Order());
        Assert.Contains("2 Error", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fence_is_longer_than_any_backticks_in_the_code()
    {
        Assert.StartsWith("`````sql\n", MarkdownReport.Fence("SELECT '````'"), StringComparison.Ordinal);
        Assert.Equal("```sql\nSELECT 1\n```\n", MarkdownReport.Fence("SELECT 1"));
    }

    [Theory]
    [InlineData(ReportFormat.Markdown)]
    [InlineData(ReportFormat.GitHub)]
    [InlineData(ReportFormat.AzureDevOps)]
    [InlineData(ReportFormat.JUnit)]
    [InlineData(ReportFormat.Sarif)]
    [InlineData(ReportFormat.Json)]
    public void What_a_run_holds_back_is_told_with_its_reason(ReportFormat format)
    {
        var text = ReportWriter.Write(ReportSamples.With("soaked-not-yet"), format);

        Assert.Contains(format == ReportFormat.Json ? "\"reason\": \"soaked-not-yet\"" : "Held back: ", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_found_is_said_too()
    {
        Assert.Contains("No findings.", ReportWriter.Write(new Report(), ReportFormat.Markdown), StringComparison.Ordinal);
        Assert.Equal(0, JsonDocument.Parse(ReportWriter.Write(new Report(), ReportFormat.Json)).RootElement.GetProperty("findings").GetArrayLength());
        Assert.Equal("", ReportWriter.Write(new Report(), ReportFormat.GitHub));
    }

    [Fact]
    public void Json_has_everything_with_names_for_numbers()
    {
        var finding = JsonDocument.Parse(ReportWriter.Write(ReportSamples.All, ReportFormat.Json)).RootElement.GetProperty("findings").EnumerateArray()
            .First(each => each.GetProperty("ruleId").GetString() == "SM031");

        Assert.Equal(("Danger", "Share", true, false, 12), (
            finding.GetProperty("severity").GetString(), finding.GetProperty("lockMode").GetString(),
            finding.GetProperty("blocksWrites").GetBoolean(), finding.GetProperty("blocksReads").GetBoolean(), finding.GetProperty("line").GetInt32()));
    }
}
