using SchemaMigrate.Reporting;

namespace SchemaMigrate.Tests.Reporting;

/// <summary>The formats that a build agent acts on line by line.</summary>
public class CommandReportTests
{
    [Fact]
    public void Azure_DevOps_gets_one_command_for_each_finding_that_counts_and_no_other()
    {
        var lines = ReportWriter.Write(ReportSamples.All, ReportFormat.AzureDevOps).TrimEnd('\n').Split('\n');

        Assert.All(lines.Where(line => line.Contains("##", StringComparison.Ordinal)), line => Assert.StartsWith("##vso[task.logissue type=", line, StringComparison.Ordinal));
        Assert.All(lines, line => Assert.True(line.LastIndexOf("##vso[", StringComparison.Ordinal) <= 0, line));
        Assert.Contains(lines, line => line.StartsWith("##vso[task.logissue type=error;sourcepath=migrations/a b.sql;linenumber=15;columnnumber=9;code=SM004;]SM004 ", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("sourcepath=/elsewhere/%3B%5D,:.sql;", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("SM037 Info", StringComparison.Ordinal));
        Assert.Equal(ReportSamples.All.Findings.Count + 1, lines.Length);
    }

    [Fact]
    public void Azure_DevOps_escapes_what_ends_a_property_or_a_line()
    {
        Assert.Equal("a%3Bb%5Dc%AZP25d e", AzureDevOpsReport.Property("a;b]c%d\ne"));
        Assert.Equal("100%AZP25 of a;b]", AzureDevOpsReport.Message("100% of a;b]"));
    }

    [Fact]
    public void GitHub_gets_one_command_for_each_finding_that_counts_and_no_other()
    {
        var lines = ReportWriter.Write(ReportSamples.All, ReportFormat.GitHub).TrimEnd('\n').Split('\n');

        Assert.Equal(ReportSamples.All.Findings.Count(finding => finding.Counts) + 1, lines.Length);
        Assert.All(lines, line => Assert.Matches("^::(error|warning|notice) [^:]*::", line));
        Assert.Contains(lines, line => line.StartsWith("::error file=migrations/a b.sql,line=15,col=9,title=SM004 ", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("file=/elsewhere/;]%2C%3A.sql,", StringComparison.Ordinal));
        Assert.Equal("a%3Ab%2Cc%25 d", GitHubReport.Property("a:b,c%\nd"));
    }

    [Theory]
    [InlineData("TF_BUILD", "True", ReportFormat.AzureDevOps)]
    [InlineData("GITHUB_ACTIONS", "true", ReportFormat.GitHub)]
    [InlineData("GITHUB_ACTIONS", "false", ReportFormat.Markdown)]
    [InlineData("OTHER", "1", ReportFormat.Markdown)]
    public void The_environment_says_which_format_is_wanted(string name, string value, ReportFormat expected)
    {
        Assert.Equal(expected, ReportWriter.Detect(variable => variable == name ? value : null));
    }
}
