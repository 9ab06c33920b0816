using System.Management.Automation;
using SchemaMigrate.Execution;
using SchemaMigrate.Planning;
using SchemaMigrate.Revisions;

namespace SchemaMigrate.Cmdlets;

/// <summary>Undoes applied revisions down to a target, which must be named: nothing is undone by default.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "MigrationDowngrade", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(RunResult), typeof(Plan))]
public sealed class InvokeMigrationDowngradeCommand : RunCmdlet
{
    /// <summary>Where to go back to: an id or the beginning of one (it stays applied), -1 for the last revision, base for everything.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Revision")]
    [ArgumentCompleter(typeof(RevisionCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Target { get; set; }

    /// <summary>Also undo applied revisions that stand on the undone ones without being meant by the target.</summary>
    [Parameter]
    public SwitchParameter IncludeDependents { get; set; }

    /// <summary>Undo everything in one transaction: all or nothing.</summary>
    [Parameter]
    public SwitchParameter SingleTransaction { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessRecordAsync(CancellationToken cancellationToken)
    {
        var target = await TargetAsync(cancellationToken);
        var selector = TargetSelector.Parse(Target!);
        var graph = (await RevisionsAsync(cancellationToken)).Graph;
        var planner = new Planner(graph, Evaluator.EvaluateAsync);
        using var reporter = new RunReporter(this);
        var options = (await RunOptionsAsync(cancellationToken)) with { SingleTransaction = SingleTransaction };
        var migrator = new Migrator(target, options, TimeProvider.System, reporter.Report);
        async Task<Plan> MakePlanAsync(DatabaseState state, CancellationToken token) => await planner.DowngradeAsync(
            state, selector, IncludeDependents, await migrator.ReadKeptAsync(graph.UnknownOf(state.AppliedIds), token), token);

        var preview = await MakePlanAsync(await migrator.ReadStateAsync(cancellationToken), cancellationToken);
        foreach (var note in preview.Notes)
        {
            WriteWarning(note);
        }

        if (!ShouldProcess(target.Display, $"Undo {preview.Revisions.Count} revisions: {string.Join(", ", preview.Revisions.Select(revision => revision.Id))}"))
        {
            WriteObject(preview);
            return;
        }

        WriteObject(await migrator.RunAsync(MakePlanAsync, "downgrade", cancellationToken));
    }
}
