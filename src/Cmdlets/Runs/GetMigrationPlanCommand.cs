using System.Management.Automation;
using SchemaMigrate.Execution;
using SchemaMigrate.Planning;
using SchemaMigrate.Revisions;

namespace SchemaMigrate.Cmdlets;

/// <summary>Tells what an upgrade or downgrade would do: the steps with their statements, locks and losses. Changes nothing.</summary>
[Cmdlet(VerbsCommon.Get, "MigrationPlan", DefaultParameterSetName = "Upgrade")]
[OutputType(typeof(Plan))]
public sealed class GetMigrationPlanCommand : ConnectionCmdlet
{
    /// <summary>Where to go. Default: heads. For -Downgrade it must be named.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Revision", "RevisionId", "Id")]
    [ArgumentCompleter(typeof(RevisionCompleter))]
    [ValidateNotNullOrEmpty]
    public string Target { get; set; } = "heads";

    /// <summary>
    /// The last phase to run. Expand stops before every pending migrate and contract revision, Migrate before every contract revision;
    /// Contract, the default, runs everything.
    /// </summary>
    [Parameter(ParameterSetName = "Upgrade")]
    [ValidateSet(nameof(RevisionPhase.Expand), nameof(RevisionPhase.Migrate), nameof(RevisionPhase.Contract))]
    public RevisionPhase Phase { get; set; } = RevisionPhase.Contract;

    /// <summary>End in the error GateClosed when a closed gate holds a revision back.</summary>
    [Parameter(ParameterSetName = "Upgrade")]
    public SwitchParameter RequireAll { get; set; }

    /// <summary>
    /// Gates that shall not hold anything back: as the header spells them (soak(24h)), a kind (soak), the id of a revision for all its gates, or
    /// * for all. To see what waits behind a gate; a plan that is run says so in the journal.
    /// </summary>
    [Parameter(ParameterSetName = "Upgrade")]
    [ValidateNotNullOrEmpty]
    public string[] IgnoreGate { get; set; } = [];

    /// <summary>Plan the way back to the target.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Downgrade")]
    public SwitchParameter Downgrade { get; set; }

    /// <summary>Also undo applied revisions that stand on the undone ones without being meant by the target.</summary>
    [Parameter(ParameterSetName = "Downgrade")]
    public SwitchParameter IncludeDependents { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessRecordAsync(CancellationToken cancellationToken)
    {
        var selector = TargetSelector.Parse(Target);
        var graph = (await RevisionsAsync(cancellationToken)).Graph;
        var planner = new Planner(graph, new Revisions.PowerShellRevisions(this).EvaluateAsync);
        var migrator = new Migrator(await TargetAsync(cancellationToken), await OptionsAsync(cancellationToken), TimeProvider.System, _ => { });
        var maker = Downgrade
            ? PlanMaker.WithoutGates(async (state, token) => await planner.DowngradeAsync(
                state, selector, IncludeDependents, await migrator.ReadKeptAsync(graph.UnknownOf(state.AppliedIds), token), token))
            : planner.Upgrade(new UpgradeRequest(selector) { Phase = Phase, RequireAll = RequireAll, Ignored = IgnoredGates.Of(IgnoreGate) });
        WriteObject(await migrator.PlanAsync(maker, cancellationToken));
    }
}
