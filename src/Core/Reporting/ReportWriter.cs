namespace SchemaMigrate.Reporting;

/// <summary>Writes reports. What comes from files and databases is neutralised for where the report will be read.</summary>
public static class ReportWriter
{
    /// <summary>Writes a report.</summary>
    /// <param name="report">What is to be reported.</param>
    /// <param name="format">How. For <see cref="ReportFormat.Auto"/> ask <see cref="Detect"/> first.</param>
    /// <returns>The text, with \n as line end.</returns>
    public static string Write(Report report, ReportFormat format)
    {
        ArgumentNullException.ThrowIfNull(report);
        return format switch
        {
            ReportFormat.Sarif => SarifReport.Write(report),
            ReportFormat.JUnit => JUnitReport.Write(report),
            ReportFormat.AzureDevOps => AzureDevOpsReport.Write(report),
            ReportFormat.GitHub => GitHubReport.Write(report),
            ReportFormat.Json => JsonReport.Write(report),
            ReportFormat.Markdown => MarkdownReport.Write(report),
            _ => throw new ArgumentOutOfRangeException(nameof(format), format, "The environment must be asked first."),
        };
    }

    /// <summary>The format that the environment asks for.</summary>
    /// <param name="variable">Gives an environment variable's value, or null.</param>
    public static ReportFormat Detect(Func<string, string?> variable)
    {
        ArgumentNullException.ThrowIfNull(variable);
        return IsTrue(variable("TF_BUILD")) ? ReportFormat.AzureDevOps
            : IsTrue(variable("GITHUB_ACTIONS")) ? ReportFormat.GitHub
            : ReportFormat.Markdown;
    }

    private static bool IsTrue(string? value) => "true".Equals(value, StringComparison.OrdinalIgnoreCase) || value == "1";
}
