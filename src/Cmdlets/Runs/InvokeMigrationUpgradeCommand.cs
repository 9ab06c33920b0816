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

    /// <summary>
    /// The last phase to run. Expand stops before every pending migrate and contract revision, Migrate before every contract revision;
    /// Contract, the default, runs everything. What is left out is listed in Held.
    /// </summary>
    [Parameter(ParameterSetName = "Target")]
    [ValidateSet(nameof(RevisionPhase.Expand), nameof(RevisionPhase.Migrate), nameof(RevisionPhase.Contract))]
    public RevisionPhase Phase { get; set; } = RevisionPhase.Contract;

    /// <summary>End in the error GateClosed, before anything is done, when a closed gate holds a revision back. What -Phase leaves out is not asked for.</summary>
    [Parameter(ParameterSetName = "Target")]
    public SwitchParameter RequireAll { get; set; }

    /// <summary>
    /// Gates that shall not hold anything back: as the header spells them (soak(24h)), a kind (soak), the id of a revision for all its gates, or
    /// * for all. The journal records who did it.
    /// </summary>
    [Parameter(ParameterSetName = "Target")]
    [ValidateNotNullOrEmpty]
    public string[] IgnoreGate { get; set; } = [];

    /// <summary>Run everything in one transaction: all or nothing. Meant for fresh databases.</summary>
    [Parameter]
    public SwitchParameter SingleTransaction { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessRecordAsync(CancellationToken cancellationToken)
    {
        var target = await TargetAsync(cancellationToken);
        var plan = await GivenPlanAsync(Plan, InputObject, PlanDirection.Upgrade, cancellationToken);
        var maker = plan is null ? await FromTargetAsync(cancellationToken) : await ExactlyAsync(plan, cancellationToken);
        using var reporter = new RunReporter(this);
        var options = (await RunOptionsAsync(cancellationToken)) with { SingleTransaction = SingleTransaction };
        var migrator = new Migrator(target, options, TimeProvider.System, reporter.Report);
        if (!ShouldProcess(target.Display, Describe(plan)))
        {
            WriteObject(await migrator.PlanAsync(maker, cancellationToken));
            return;
        }

        WriteObject(await migrator.RunAsync(maker, "upgrade", cancellationToken));
    }

    private async Task<PlanMaker> FromTargetAsync(CancellationToken cancellationToken) =>
        (await PlannerAsync(cancellationToken)).Upgrade(new UpgradeRequest(TargetSelector.Parse(Target))
        {
            Phase = Phase,
            RequireAll = RequireAll,
            Ignored = IgnoredGates.Of(IgnoreGate),
        });

    private string Describe(Plan? plan) =>
        $"Upgrade to {(plan is null ? Target : $"the end of the plan {plan.Hash[..12]}")}" +
        (Phase == RevisionPhase.Contract ? "" : $", up to the phase {Phase.ToString().ToLowerInvariant()}") +
        (IgnoreGate.Length == 0 ? "" : $", ignoring the gates {string.Join(", ", IgnoreGate)}");
}
