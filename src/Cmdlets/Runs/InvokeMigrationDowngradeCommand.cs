using System.Management.Automation;
using SchemaMigrate.Execution;
using SchemaMigrate.Planning;
using SchemaMigrate.Revisions;

namespace SchemaMigrate.Cmdlets;

/// <summary>Undoes applied revisions down to a target, which must be named: nothing is undone by default.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "MigrationDowngrade", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, DefaultParameterSetName = "Target")]
[OutputType(typeof(RunResult), typeof(Plan))]
public sealed class InvokeMigrationDowngradeCommand : RunCmdlet
{
    /// <summary>Where to go back to: an id or the beginning of one (it stays applied), -1 for the last revision, base for everything.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Target", ValueFromPipelineByPropertyName = true)]
    [Alias("Revision", "RevisionId", "Id")]
    [ArgumentCompleter(typeof(RevisionCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Target { get; set; }

    /// <summary>A plan file that Export-MigrationPlan wrote: exactly that is run, or nothing.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Plan")]
    [Alias("PlanPath")]
    [ValidateNotNullOrEmpty]
    public string? Plan { get; set; }

    /// <summary>A plan of Get-MigrationPlan -Downgrade: exactly that is run, or nothing.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "InputObject")]
    public Plan? InputObject { get; set; }

    /// <summary>Also undo applied revisions that stand on the undone ones without being meant by the target.</summary>
    [Parameter(ParameterSetName = "Target")]
    public SwitchParameter IncludeDependents { get; set; }

    /// <summary>Undo everything in one transaction: all or nothing.</summary>
    [Parameter]
    public SwitchParameter SingleTransaction { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessRecordAsync(CancellationToken cancellationToken)
    {
        var target = await TargetAsync(cancellationToken);
        using var reporter = new RunReporter(this);
        var options = (await RunOptionsAsync(cancellationToken)) with { SingleTransaction = SingleTransaction };
        var migrator = new Migrator(target, options, TimeProvider.System, reporter.Report);
        var plan = await GivenPlanAsync(Plan, InputObject, PlanDirection.Downgrade, cancellationToken);
        var maker = plan is null ? await FromTargetAsync(migrator, cancellationToken) : await ExactlyAsync(plan, cancellationToken);
        var preview = await migrator.PlanAsync(maker, cancellationToken);
        foreach (var note in preview.Notes)
        {
            WriteWarning(note);
        }

        if (!ShouldProcess(target.Display, $"Undo {preview.Revisions.Count} revisions: {string.Join(", ", preview.Revisions.Select(revision => revision.Id))}"))
        {
            WriteObject(preview);
            return;
        }

        WriteObject(await migrator.RunAsync(maker, "downgrade", cancellationToken));
    }

    private async Task<PlanMaker> FromTargetAsync(Migrator migrator, CancellationToken cancellationToken)
    {
        var selector = TargetSelector.Parse(Target!);
        var graph = (await RevisionsAsync(cancellationToken)).Graph;
        var planner = new Planner(graph, Evaluator.EvaluateAsync);
        return PlanMaker.WithoutGates(async (state, token) => await planner.DowngradeAsync(
            state, selector, IncludeDependents, await migrator.ReadKeptAsync(graph.UnknownOf(state.AppliedIds), token), token));
    }
}
