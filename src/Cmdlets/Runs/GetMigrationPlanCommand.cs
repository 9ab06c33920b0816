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
        var state = await migrator.ReadStateAsync(cancellationToken);
        WriteObject(Downgrade
            ? await planner.DowngradeAsync(
                state, selector, IncludeDependents, await migrator.ReadKeptAsync(graph.UnknownOf(state.AppliedIds), cancellationToken), cancellationToken)
            : await planner.UpgradeAsync(state, selector, cancellationToken));
    }
}
