using System.Text.Json;
using SchemaMigrate.Errors;
using SchemaMigrate.Execution.Events;
using SchemaMigrate.Execution.Journal;
using SchemaMigrate.Execution.Steps;
using SchemaMigrate.Planning;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Execution;

/// <summary>Executes the steps of a plan in order, revision by revision, or all in one transaction.</summary>
internal sealed class PlanRunner(RunContext run)
{
    /// <summary>Refuses what the options do not allow for a plan, before anything is touched.</summary>
    /// <exception cref="MigrationException"><see cref="PlanningErrors.SingleTransactionImpossible"/>.</exception>
    internal static void Require(Plan plan, RunOptions options)
    {
        if (options.SingleTransaction && plan.Steps.FirstOrDefault(step => step.Kind != StepKind.Transaction || step.Statements.Any(MustBeCommitted)) is { } step)
        {
            throw new MigrationException(
                PlanningErrors.SingleTransactionImpossible,
                $"Step {step.Ordinal} of revision {step.RevisionId} needs a transaction of its own: {step.Sql}") { Target = step.RevisionId };
        }
    }

    // A new enum value cannot be used before it is committed. Other boundaries are there for the locks' sake, which this mode gives up.
    private static bool MustBeCommitted(PlannedStatement statement) => statement.Kind == StatementKind.AlterEnum;

    internal async Task<IReadOnlyList<RevisionResult>> RunAsync(Plan plan, CancellationToken cancellationToken)
    {
        var current = plan.Revisions[0].Id;
        try
        {
            if (run.Options.SingleTransaction)
            {
                return await RunTogetherAsync(plan, cancellationToken);
            }

            var results = new List<RevisionResult>(plan.Revisions.Count);
            var steps = plan.Steps.ToLookup(step => step.RevisionId, StringComparer.Ordinal);
            foreach (var revision in plan.Revisions)
            {
                current = revision.Id;
                results.Add(await RunRevisionAsync(revision, [.. steps[revision.Id]], cancellationToken));
            }

            return results;
        }
        catch (MigrationException exception)
        {
            await RecordFailureAsync(current, exception);
            throw;
        }
    }

    private async Task<RevisionResult> RunRevisionAsync(PlannedRevision revision, IReadOnlyList<Step> steps, CancellationToken cancellationToken)
    {
        var started = run.TimeProvider.GetTimestamp();
        var attempts = 0;
        foreach (var step in steps)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var unit = new TransactionUnit(revision, step);
            attempts += step.Kind switch
            {
                StepKind.Transaction => await new TransactionStepRunner(run).RunAsync([unit], cancellationToken),
                StepKind.Backfill => await new BackfillStepRunner(run).RunAsync(unit, cancellationToken),
                StepKind.Enumerated => await new EnumeratedStepRunner(run).RunAsync(unit, cancellationToken),
                _ => await new NonTransactionalStepRunner(run).RunAsync(unit, cancellationToken),
            };
        }

        return Finish(revision, steps.Count, attempts, run.TimeProvider.GetElapsedTime(started));
    }

    private async Task<IReadOnlyList<RevisionResult>> RunTogetherAsync(Plan plan, CancellationToken cancellationToken)
    {
        var started = run.TimeProvider.GetTimestamp();
        var revisions = plan.Revisions.ToDictionary(revision => revision.Id, StringComparer.Ordinal);
        var attempts = await new TransactionStepRunner(run).RunAsync(
            [.. plan.Steps.Select(step => new TransactionUnit(revisions[step.RevisionId], step))], cancellationToken);
        var share = run.TimeProvider.GetElapsedTime(started) / plan.Revisions.Count;
        return [.. plan.Revisions.Select(revision => Finish(revision, 1, attempts, share))];
    }

    private RevisionResult Finish(PlannedRevision revision, int steps, int attempts, TimeSpan duration)
    {
        var result = new RevisionResult(revision.Id, revision.Message, run.Direction, steps, attempts, duration);
        run.Kept.Add(revision.Id);
        run.Tell(new RevisionFinished(result));
        return result;
    }

    // The failure goes into the audit log when the database still answers; what failed is what is reported, in any case.
    private async Task RecordFailureAsync(string revisionId, MigrationException failure)
    {
        if (failure.Definition == ExecutionErrors.RunLockLost)
        {
            return;
        }

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        try
        {
            var location = (failure as StepException)?.Location;
            var detail = JsonSerializer.Serialize(new FailureDetail(
                failure.ErrorId, (failure as StepFailedException)?.SqlState, location?.StepOrdinal, location?.Place, location?.Statement));
            await run.Worker.WriteAsync(
                [run.Journal.RequireLease(), run.Journal.Event(EventKind.Fail, location?.RevisionId ?? revisionId, failure.Message, detail)], patience.Token);
        }
        catch (Exception exception) when (exception is MigrationException or OperationCanceledException)
        {
            run.Tell(new RunRemark($"The failure could not be written to the journal: {exception.Message}"));
        }
    }

    private sealed record FailureDetail(string ErrorId, string? SqlState, int? Step, string? Place, string? Statement);
}
