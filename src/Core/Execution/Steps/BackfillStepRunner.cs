using System.Text.Json;
using SchemaMigrate.Backfills;
using SchemaMigrate.Connections;
using SchemaMigrate.Errors;
using SchemaMigrate.Execution.Events;
using SchemaMigrate.Operations;
using SchemaMigrate.Planning;

namespace SchemaMigrate.Execution.Steps;

/// <summary>
/// Runs a data step as a backfill. The backfill has its own state in the journal, batch by batch; the step is done when the backfill is completed. A run that
/// dies in between leaves a step in doubt and a backfill that the next run goes on with.
/// </summary>
internal sealed class BackfillStepRunner(RunContext run)
{
    /// <summary>Runs the step, and gives the number of tries.</summary>
    internal async Task<int> RunAsync(TransactionUnit unit, CancellationToken cancellationToken)
    {
        var (revision, step) = unit;
        var (definition, options) = Read(step);
        var service = new BackfillService(run.Worker.Target, run.Options.JournalSchema, run.TimeProvider);
        run.Tell(new StepStarted(revision, step, 1));
        if (!step.InDoubt)
        {
            // A completed one of this name belongs to an earlier run: from here on, completed means by this run.
            await run.JournalAsync([.. run.Journal.StepRunning(revision, step, run.Direction), service.Forget(definition.Name)], cancellationToken);
        }

        if (!step.InDoubt || !await IsCompletedAsync(service, definition, cancellationToken))
        {
            run.Probe.At("backfill");
            await CompleteAsync(service, definition, options, unit, cancellationToken);
            run.Probe.At("backfill done");
        }

        await run.JournalAsync(run.Journal.StepDone(revision, step, run.Direction, 1, TimeSpan.Zero), cancellationToken);
        return 1;
    }

    private static async Task<bool> IsCompletedAsync(BackfillService service, BackfillDefinition definition, CancellationToken cancellationToken) =>
        await service.GetAsync(definition.Name, cancellationToken) is [{ State: BackfillState.Completed } status] && status.Definition.Hash() == definition.Hash();

    private async Task CompleteAsync(
        BackfillService service, BackfillDefinition definition, BackfillOptions options, TransactionUnit unit, CancellationToken cancellationToken)
    {
        BackfillStatus status;
        try
        {
            await service.StartAsync(definition, options, unit.Revision.Id, cancellationToken);
            status = await service.RunAsync(definition.Name, backfillEvent => Tell(unit.Step, backfillEvent), cancellationToken);
        }
        catch (SqlExecutionException exception)
        {
            throw new StepFailedException(Locations.Of(unit.Revision, unit.Step, unit.Step.Statements[0], null), exception, run.Kept);
        }

        if (status.State != BackfillState.Completed)
        {
            throw new MigrationException(
                BackfillErrors.BackfillInterrupted,
                $"The backfill {definition.Name} of revision {unit.Revision.Id} is {status.State}{(status.Reason is { } reason ? ": " + reason : "")}; the revision waits for its end.")
            {
                Target = definition.Name,
            };
        }
    }

    private (BackfillDefinition Definition, BackfillOptions Options) Read(Step step)
    {
        var line = step.Statements[0].Sql.Split('\n', 2)[0];
        try
        {
            using var json = JsonDocument.Parse(line[BackfillOperationStep.Marker.Length..]);
            var definition = BackfillDefinition.FromJson(json.RootElement.GetProperty("definition").GetRawText());
            var options = json.RootElement.TryGetProperty("options", out var given) ? BackfillOptions.FromJson(given.GetRawText()) : new BackfillOptions();
            return (definition, options with
            {
                LockTimeout = run.Options.LockRetry.LockTimeout,
                RetryBudget = run.Options.LockRetry.Budget > options.RetryBudget ? run.Options.LockRetry.Budget : options.RetryBudget,
                Role = run.Options.Role,
                SearchPath = run.Options.SearchPath?.Select(name => name.Name).ToList(),
                Settings = step.Settings,
            });
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new MigrationException(PlanningErrors.BackfillInvalid, $"Revision {step.RevisionId}, step {step.Ordinal}: the line of the backfill cannot be read: {exception.Message}", exception);
        }
    }

    private void Tell(Step step, BackfillEvent backfillEvent)
    {
        switch (backfillEvent)
        {
            case BackfillProgressed { Status: var status }:
                run.Tell(new StepProgressed(
                    step, status.ThrottleReason is { } reason ? $"throttled: {reason}" : $"{status.RowsDone} rows", (long)(status.PercentComplete * 10), 1000, null));
                break;
            case BackfillDecided { Decision: var decision }:
                run.Tell(new RunRemark($"Backfill {backfillEvent.Backfill}: {decision.Kind}: {decision.Reason}"));
                break;
        }
    }
}
