namespace SchemaMigrate.Reporting;

/// <summary>How a report is written.</summary>
public enum ReportFormat
{
    /// <summary>As the environment asks for: Azure DevOps in its pipelines, GitHub in its actions, else Markdown.</summary>
    Auto,

    /// <summary>SARIF 2.1.0, which code scanning services read.</summary>
    Sarif,

    /// <summary>JUnit XML, which build servers show as test results.</summary>
    JUnit,

    /// <summary>Logging commands of Azure DevOps pipelines.</summary>
    AzureDevOps,

    /// <summary>Workflow commands of GitHub actions.</summary>
    GitHub,

    /// <summary>Markdown for people, for example in a pull request.</summary>
    Markdown,

    /// <summary>JSON with everything in it.</summary>
    Json,
}
