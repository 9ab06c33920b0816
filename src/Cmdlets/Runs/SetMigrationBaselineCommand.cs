using System.Management.Automation;
using SchemaMigrate.Errors;
using SchemaMigrate.Execution;
using SchemaMigrate.Planning;
using SchemaMigrate.Revisions;

namespace SchemaMigrate.Cmdlets;

/// <summary>
/// Records revisions as applied without running them: for a database that has their objects already. Everything up to the target is
/// recorded. Revisions recorded beyond the target are an error, or with -Remove taken out of the journal without being undone.
/// </summary>
[Cmdlet(VerbsCommon.Set, "MigrationBaseline", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(BaselineResult))]
public sealed class SetMigrationBaselineCommand : RunCmdlet
{
    /// <summary>The state to record: heads, head, an id or the beginning of one, base for nothing.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Revision", "RevisionId", "Id")]
    [ArgumentCompleter(typeof(RevisionCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Target { get; set; }

    /// <summary>Take revisions beyond the target out of the journal. Their objects stay in the database.</summary>
    [Parameter]
    public SwitchParameter Remove { get; set; }

    /// <summary>Why, for the audit log.</summary>
    [Parameter]
    public string? Reason { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessRecordAsync(CancellationToken cancellationToken)
    {
        var selector = TargetSelector.Parse(Target!);
        var graph = (await RevisionsAsync(cancellationToken)).Graph;
        var planner = new Planner(graph, Evaluator.EvaluateAsync);
        using var reporter = new RunReporter(this);
        var migrator = await MigratorAsync(reporter.Report, cancellationToken);
        var preview = await ChangeAsync(graph, planner, selector, await migrator.ReadStateAsync(cancellationToken), cancellationToken);
        var target = await TargetAsync(cancellationToken);
        if (!ShouldProcess(target.Display, Describe(preview)))
        {
            return;
        }

        var change = await migrator.ChangeJournalAsync(
            (state, token) => ChangeAsync(graph, planner, selector, state, token), "baseline", cancellationToken);
        WriteObject(new BaselineResult(
            target.Database, !change.IsEmpty, [.. change.Stamp.Select(revision => revision.Id)], [.. change.Remove.Select(revision => revision.Id)]));
    }

    private async Task<JournalChange> ChangeAsync(
        RevisionGraph graph, Planner planner, TargetSelector selector, DatabaseState state, CancellationToken cancellationToken)
    {
        if (state.Unfinished is { } unfinished)
        {
            throw new MigrationException(
                PlanningErrors.RevisionUnfinished, $"Revision {unfinished.Id} ({unfinished.Message}) is half done.") { Target = unfinished.Id };
        }

        var top = graph.ResolveState(selector, state.AppliedIds);
        var wanted = top.SelectMany(revision => graph.AncestorsOf(revision).Append(revision)).DistinctBy(revision => revision.Id).ToHashSet();
        var ids = wanted.Select(revision => revision.Id).ToHashSet(StringComparer.Ordinal);
        var beyond = state.Revisions.Where(applied => !ids.Contains(applied.Id)).ToList();
        if (beyond.Count > 0 && !Remove)
        {
            throw new MigrationException(
                PlanningErrors.AppliedBeyondBaseline,
                $"The journal has revisions beyond {selector}: {string.Join(", ", beyond.Select(applied => $"{applied.Id} ({applied.Message})"))}.")
            {
                Target = beyond,
            };
        }

        var stamp = new List<PlannedRevision>();
        foreach (var revision in graph.Revisions.Where(revision => ids.Contains(revision.Id) && !state.AppliedIds.Contains(revision.Id)))
        {
            stamp.Add(await planner.DescribeAsync(revision, state, cancellationToken));
        }

        return new JournalChange { Stamp = stamp, Remove = beyond, Reason = Reason };
    }

    private static string Describe(JournalChange change) =>
        $"Record as applied without running: {Ids(change.Stamp.Select(revision => revision.Id))}; take out of the journal without undoing: {Ids(change.Remove.Select(revision => revision.Id))}";

    private static string Ids(IEnumerable<string> ids) => string.Join(", ", ids) is { Length: > 0 } list ? list : "nothing";
}
