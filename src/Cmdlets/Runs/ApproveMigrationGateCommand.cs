using System.Management.Automation;
using SchemaMigrate.Errors;
using SchemaMigrate.Execution;
using SchemaMigrate.Planning;
using SchemaMigrate.Revisions;

namespace SchemaMigrate.Cmdlets;

/// <summary>
/// Approves a pending revision whose header has 'gate: approval', as its file is now: who, when and why are kept in the journal. When the
/// meaning of the file changes afterwards, the approval holds no more. With -Revoke an approval is taken back.
/// </summary>
[Cmdlet(VerbsLifecycle.Approve, "MigrationGate", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(ApprovalResult))]
public sealed class ApproveMigrationGateCommand : RunCmdlet
{
    /// <summary>The revision: its id or the beginning of one.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("RevisionId", "Id")]
    [ArgumentCompleter(typeof(RevisionCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Revision { get; set; }

    /// <summary>Why, for the audit log.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
    public string? Reason { get; set; }

    /// <summary>Who approves. Default: the user of the operating system. The journal keeps the database role besides.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string By { get; set; } = ClientIdentity.Current.OsUser;

    /// <summary>Take the approval back.</summary>
    [Parameter]
    public SwitchParameter Revoke { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessRecordAsync(CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(Reason) || string.IsNullOrWhiteSpace(By))
        {
            throw new MigrationException(ShellErrors.ParameterInvalid, "-Reason and -By must say something: they are what an audit reads.");
        }

        var graph = (await RevisionsAsync(cancellationToken)).Graph;
        using var reporter = new RunReporter(this);
        var migrator = await MigratorAsync(reporter.Report, cancellationToken);
        var state = await migrator.ReadStateAsync(cancellationToken);
        var revision = graph.Resolve(TargetSelector.Parse(Revision!), state.AppliedIds);
        if (!revision.Gates.OfType<ApprovalGate>().Any())
        {
            throw new MigrationException(PlanningErrors.ApprovalNotNeeded, $"The revision {revision} has no gate 'approval'.") { Target = revision.Id };
        }

        var target = await TargetAsync(cancellationToken);
        if (!ShouldProcess(target.Display, $"{(Revoke ? "Take back the approval of" : "Approve")} {revision}"))
        {
            return;
        }

        var approvals = new GateApprovals(target, await RunOptionsAsync(cancellationToken), TimeProvider.System, reporter.Report);
        WriteObject(Revoke
            ? await approvals.RevokeAsync(revision.Id, revision.Message, By, Reason, cancellationToken)
            : await approvals.ApproveAsync(
                await (await PlannerAsync(cancellationToken)).DescribeAsync(revision, state, cancellationToken), By, Reason, cancellationToken));
    }
}
