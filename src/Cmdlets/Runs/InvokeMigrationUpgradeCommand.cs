using System.Management.Automation;
using SchemaMigrate.Execution;
using SchemaMigrate.Planning;
using SchemaMigrate.Revisions;

namespace SchemaMigrate.Cmdlets;

/// <summary>Brings the database to a target. Already there is success with Changed = $false; not reaching it is a terminating error.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "MigrationUpgrade", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium, DefaultParameterSetName = "Target")]
[OutputType(typeof(RunResult), typeof(Plan))]
public sealed class InvokeMigrationUpgradeCommand : RunCmdlet
{
    /// <summary>Where to go: heads (default), head, an id or the beginning of one, +1, an id with +1 or -1, label@head.</summary>
    [Parameter(Position = 0, ParameterSetName = "Target", ValueFromPipelineByPropertyName = true)]
    [Alias("Revision", "RevisionId", "Id")]
    [ArgumentCompleter(typeof(RevisionCompleter))]
    [ValidateNotNullOrEmpty]
    public string Target { get; set; } = "heads";

    /// <summary>A plan file that Export-MigrationPlan wrote: exactly that is run, or nothing.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Plan")]
    [Alias("PlanPath")]
    [ValidateNotNullOrEmpty]
    public string? Plan { get; set; }

    /// <summary>A plan of Get-MigrationPlan: exactly that is run, or nothing.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "InputObject")]
    public Plan? InputObject { get; set; }

    /// <summary>Run everything in one transaction: all or nothing. Meant for fresh databases.</summary>
    [Parameter]
    public SwitchParameter SingleTransaction { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessRecordAsync(CancellationToken cancellationToken)
    {
        var target = await TargetAsync(cancellationToken);
        var plan = await GivenPlanAsync(Plan, InputObject, PlanDirection.Upgrade, cancellationToken);
        var makePlan = plan is null ? await FromTargetAsync(cancellationToken) : await ExactlyAsync(plan, cancellationToken);
        using var reporter = new RunReporter(this);
        var options = (await RunOptionsAsync(cancellationToken)) with { SingleTransaction = SingleTransaction };
        var migrator = new Migrator(target, options, TimeProvider.System, reporter.Report);
        if (!ShouldProcess(target.Display, $"Upgrade to {(plan is null ? Target : $"the end of the plan {plan.Hash[..12]}")}"))
        {
            WriteObject(await makePlan(await migrator.ReadStateAsync(cancellationToken), cancellationToken));
            return;
        }

        WriteObject(await migrator.RunAsync(makePlan, "upgrade", cancellationToken));
    }

    private async Task<Func<DatabaseState, CancellationToken, Task<Plan>>> FromTargetAsync(CancellationToken cancellationToken)
    {
        var selector = TargetSelector.Parse(Target);
        var planner = await PlannerAsync(cancellationToken);
        return (state, token) => planner.UpgradeAsync(state, selector, token);
    }
}
