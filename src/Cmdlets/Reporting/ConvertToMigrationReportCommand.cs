using System.Management.Automation;
using SchemaMigrate.Cmdlets.Pipeline;
using SchemaMigrate.Errors;
using SchemaMigrate.Execution;
using SchemaMigrate.Planning;
using SchemaMigrate.Preflight;
using SchemaMigrate.Reporting;

namespace SchemaMigrate.Cmdlets;

/// <summary>
/// Writes findings of Test-MigrationPreflight, plans, results of runs and errors as one report for a build server or for people. Emits the text;
/// in a pipeline of Azure DevOps or GitHub, printing it is what makes the annotations.
/// </summary>
[Cmdlet(VerbsData.ConvertTo, "MigrationReport")]
[OutputType(typeof(string))]
public sealed class ConvertToMigrationReportCommand : MigrationCmdlet
{
    private readonly List<Finding> _findings = [];
    private readonly List<Plan> _plans = [];
    private readonly List<RunResult> _runs = [];
    private readonly List<Exception> _errors = [];

    /// <summary>Findings, plans, results of runs, error records. Without any, the report says that there is nothing to say.</summary>
    [Parameter(Position = 1, ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyCollection]
    public object?[] InputObject { get; set; } = [];

    /// <summary>The format. Auto, the default, asks the environment: Azure DevOps, GitHub, else Markdown.</summary>
    [Parameter(Position = 0)]
    public ReportFormat Format { get; set; }

    /// <summary>The folder that paths in the report are relative to: the root of the repository. Default: the current location.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Root { get; set; }

    /// <inheritdoc/>
    protected override void Process()
    {
        foreach (var item in InputObject ?? [])
        {
            switch (item is PSObject wrapped ? wrapped.BaseObject : item)
            {
                case null:
                    break;
                case Finding finding:
                    _findings.Add(finding);
                    break;
                case Plan plan:
                    _plans.Add(plan);
                    break;
                case RunResult run:
                    _runs.Add(run);
                    break;
                case ErrorRecord error:
                    _errors.Add(error.Exception);
                    break;
                case Exception error:
                    _errors.Add(error);
                    break;
                case var other:
                    throw new MigrationException(
                        ShellErrors.InputInvalid, $"A value of type {other.GetType().Name} is neither a finding, a plan, the result of a run nor an error.") { Target = other };
            }
        }
    }

    /// <inheritdoc/>
    protected override void End()
    {
        var root = Root is null ? SessionState.Path.CurrentFileSystemLocation.ProviderPath : Input.SessionPaths.ExistingLiteral(this, Root);
        var report = new Report { Findings = _findings, Plans = _plans, Runs = _runs, Errors = _errors, Root = root };
        var text = ReportWriter.Write(report, Format == ReportFormat.Auto ? ReportWriter.Detect(Environment.GetEnvironmentVariable) : Format);
        WriteObject(text.TrimEnd('\n'));
    }
}
