using System.Management.Automation;
using SchemaMigrate.Errors;
using SchemaMigrate.Execution;
using SchemaMigrate.Planning;

namespace SchemaMigrate.Cmdlets;

/// <summary>
/// Brings the journal in line with the files, and settles steps in doubt. Shows every difference and asks; nothing of a revision is run.
/// A changed file becomes the reference for what was applied; a revision without a file is taken out of the journal with -RemoveMissing.
/// </summary>
[Cmdlet(VerbsDiagnostic.Repair, "MigrationHistory", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(RepairItem))]
public sealed class RepairMigrationHistoryCommand : RunCmdlet
{
    /// <summary>Only this revision; its whole id. Default: all that differ.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("RevisionId", "Id")]
    [ArgumentCompleter(typeof(RevisionCompleter))]
    public string? Revision { get; set; }

    /// <summary>Take revisions that have no file out of the journal. Their objects stay in the database.</summary>
    [Parameter]
    public SwitchParameter RemoveMissing { get; set; }

    /// <summary>The step in doubt took effect: you looked.</summary>
    [Parameter]
    public SwitchParameter StepDone { get; set; }

    /// <summary>The step in doubt did not take effect: you looked.</summary>
    [Parameter]
    public SwitchParameter StepNotDone { get; set; }

    /// <summary>Why, for the audit log.</summary>
    [Parameter]
    public string? Reason { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessRecordAsync(CancellationToken cancellationToken)
    {
        if (StepDone && StepNotDone)
        {
            throw new MigrationException(ShellErrors.ParameterInvalid, "-StepDone and -StepNotDone exclude each other.");
        }

        var planner = await PlannerAsync(cancellationToken);
        using var reporter = new RunReporter(this);
        var migrator = await MigratorAsync(reporter.Report, cancellationToken);
        var chosen = new HashSet<string>(StringComparer.Ordinal);
        var items = await ItemsAsync(planner, await migrator.ReadStateAsync(cancellationToken), cancellationToken);
        foreach (var (item, _) in items)
        {
            if (item.Action.Length > 0 && ShouldProcess($"{item.RevisionId} ({item.Message})", $"{item.Problem}: {item.Action}"))
            {
                chosen.Add(item.RevisionId);
            }
            else
            {
                WriteObject(item);
            }
        }

        if (chosen.Count == 0)
        {
            return;
        }

        var done = new List<RepairItem>();
        await migrator.ChangeJournalAsync(
            async (state, token) =>
            {
                done.Clear();
                var change = new JournalChange { IsRepair = true, Reason = Reason };
                foreach (var (item, apply) in await ItemsAsync(planner, state, token))
                {
                    if (chosen.Contains(item.RevisionId) && apply is not null)
                    {
                        change = apply(change);
                        done.Add(item with { Repaired = true });
                    }
                }

                return change;
            },
            "repair", cancellationToken);
        WriteObject(done, enumerateCollection: true);
    }

    private async Task<IReadOnlyList<(RepairItem Item, Func<JournalChange, JournalChange>? Apply)>> ItemsAsync(
        Planner planner, DatabaseState state, CancellationToken cancellationToken)
    {
        var items = new List<(RepairItem, Func<JournalChange, JournalChange>?)>();
        foreach (var difference in (await planner.CompareAsync(state, cancellationToken)).Where(difference => Wanted(difference.Applied)))
        {
            items.Add(difference.Revision is null
                ? Missing(difference.Applied)
                : Changed(difference, await planner.DescribeAsync(difference.Revision, state, cancellationToken)));
        }

        if (state.Unfinished is { } unfinished && Wanted(unfinished) && unfinished.Steps.FirstOrDefault(step => step.State == StepState.Running) is { } step)
        {
            items.Add(await InDoubtAsync(planner, state, unfinished, step, cancellationToken));
        }

        return items;
    }

    private bool Wanted(AppliedRevision revision) => Revision is null || revision.Id == Revision;

    private (RepairItem, Func<JournalChange, JournalChange>?) Missing(AppliedRevision applied) => RemoveMissing
        ? (new RepairItem(applied.Id, applied.Message, "the project has no file for it", "take it out of the journal without undoing it", applied.FileName, null, false),
            change => change with { Remove = [.. change.Remove, applied] })
        : (new RepairItem(applied.Id, applied.Message, "the project has no file for it", "", applied.FileName, null, false), null);

    private static (RepairItem, Func<JournalChange, JournalChange>?) Changed(AppliedDifference difference, PlannedRevision file) =>
        (new RepairItem(
            difference.Applied.Id, difference.Applied.Message,
            difference.Kind == AppliedDifferenceKind.Formatting ? "the formatting of its file was changed" : "the meaning of its file was changed",
            "take the file as what was applied", difference.Applied.RawChecksum, file.RawChecksum, false),
            change => change with { Accept = [.. change.Accept, file] });

    private async Task<(RepairItem, Func<JournalChange, JournalChange>?)> InDoubtAsync(
        Planner planner, DatabaseState state, AppliedRevision unfinished, AppliedStep step, CancellationToken cancellationToken)
    {
        var problem = $"step {step.Ordinal} was begun, and nothing says whether it took effect";
        if (!StepDone && !StepNotDone)
        {
            return (new RepairItem(unfinished.Id, unfinished.Message, problem, "", step.State.ToString(), null, false), null);
        }

        var last = await planner.LastStepAsync(unfinished, state, cancellationToken);
        var verdict = new StepVerdict(unfinished, step.Ordinal, StepDone, step.Ordinal == last);
        return (
            new RepairItem(unfinished.Id, unfinished.Message, problem, StepDone ? "record that it did" : "record that it did not", step.State.ToString(),
                StepDone ? "Done" : "not done", false),
            change => change with { Verdicts = [.. change.Verdicts, verdict] });
    }
}
