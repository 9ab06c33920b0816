using SchemaMigrate.Connections;
using SchemaMigrate.Errors;
using SchemaMigrate.Execution.Events;
using SchemaMigrate.Execution.Outcomes;
using SchemaMigrate.Planning;

namespace SchemaMigrate.Execution.Steps;

/// <summary>
/// Runs a statement that cannot share a transaction with its journal row. The journal says "running" before and "done" after; a process
/// that dies in between leaves a step in doubt, and the next run asks the catalog.
/// </summary>
internal sealed class NonTransactionalStepRunner(RunContext run)
{
    private const int Reconnections = 3;

    // Errors of our own that say that the step took no effect.
    private static readonly ErrorDefinition[] Refusals = [ExecutionErrors.IndexNameTaken, ExecutionErrors.IndexNotValid];

    /// <summary>Runs the step, and gives the number of tries.</summary>
    internal async Task<int> RunAsync(TransactionUnit unit, CancellationToken cancellationToken)
    {
        var (revision, step) = unit;
        var statement = step.Statements[0];
        var outcome = OutcomeReader.For(statement);
        if (await EnumerationAsync(unit, outcome, cancellationToken) is { } query)
        {
            return await new EnumeratedStepRunner(run).RunAsync(unit with { Step = step with { Statements = [statement with { Sql = query }] } }, cancellationToken);
        }

        var inDoubt = step.InDoubt;
        if (inDoubt)
        {
            await PredecessorEnd.WaitAsync(run, step, cancellationToken);
        }
        else
        {
            await WriteAsync(run.Journal.StepRunning(revision, step, run.Direction), cancellationToken);
        }

        var patience = new LockPatience(run, unit);
        var reconnections = 0;
        var attempt = 0;
        while (true)
        {
            attempt++;
            run.Tell(new StepStarted(revision, step, attempt));
            try
            {
                await ExecuteAsync(step, statement, outcome, inDoubt, cancellationToken);
                break;
            }
            catch (SqlExecutionException exception) when (SqlStates.IsLockTimeout(exception.SqlState) || SqlStates.IsDeadlock(exception.SqlState))
            {
                inDoubt |= outcome.MayBeHalfDone;
                await GiveUpAsync(() => patience.RestAsync(exception, Locations.Of(revision, step, statement), cancellationToken), unit, outcome);
            }
            catch (MigrationException exception) when (ConnectionLoss.Is(exception) && !ConnectionLoss.IsCommand(exception) && reconnections++ < Reconnections)
            {
                await ConnectionLoss.BackendGoneAsync(run, cancellationToken);
                inDoubt = true;
            }
            catch (SqlExecutionException exception)
            {
                await NotDoneAsync(unit, outcome);
                throw new StepFailedException(Locations.Of(revision, step, statement, exception), exception, run.Kept);
            }
            catch (MigrationException exception) when (Refusals.Contains(exception.Definition))
            {
                await NotDoneAsync(unit, outcome);
                throw new StepException(exception.Definition, Locations.Of(revision, step, statement), exception.Message, run.Kept, exception);
            }
            finally
            {
                await run.Worker.ResetAsync();
            }
        }

        // The first try was counted when the step was written down as running.
        await WriteAsync(run.Journal.StepDone(revision, step, run.Direction, step.InDoubt ? attempt : attempt - 1, patience.Waited), cancellationToken);
        return attempt;
    }

    private async Task<string?> EnumerationAsync(TransactionUnit unit, OutcomeReader outcome, CancellationToken cancellationToken)
    {
        try
        {
            return await outcome.EnumerationAsync(await CatalogAsync(unit.Step, outcome, cancellationToken), cancellationToken);
        }
        catch (MigrationException exception) when (Refusals.Contains(exception.Definition))
        {
            throw new StepException(exception.Definition, Locations.Of(unit.Revision, unit.Step, unit.Step.Statements[0]), exception.Message, run.Kept, exception);
        }
        finally
        {
            await run.Worker.ResetAsync();
        }
    }

    private async Task ExecuteAsync(
        Step step, PlannedStatement statement, OutcomeReader outcome, bool inDoubt, CancellationToken cancellationToken)
    {
        var catalog = await CatalogAsync(step, outcome, cancellationToken);
        var session = catalog.Session;
        if (await outcome.TookEffectAsync(catalog, statement, inDoubt, cancellationToken))
        {
            run.Tell(new RunRemark($"Step {step.Ordinal} of revision {step.RevisionId} had taken effect already: {outcome.Describe(statement)}."));
            return;
        }

        run.Probe.At("statement");
        await catalog.WatchedAsync(token => session.ExecuteAsync(statement.Sql, token), cancellationToken);
        run.Probe.At("statement done");
        await outcome.RequireAsync(catalog, statement, cancellationToken);
    }

    private async Task<StepCatalog> CatalogAsync(Step step, OutcomeReader outcome, CancellationToken cancellationToken) => new(
        run, await StepSession.OpenAsync(run, step, outcome.WaitsForTransactions ? TimeSpan.Zero : run.Options.LockRetry.LockTimeout, cancellationToken), step);

    private async Task WriteAsync(IEnumerable<BatchItem> items, CancellationToken cancellationToken)
    {
        run.Probe.At("journal");
        await run.Worker.WriteAsync([run.Journal.RequireLease(), .. items], cancellationToken);
        run.Probe.At("journal written");
    }

    private async Task GiveUpAsync(Func<Task> rest, TransactionUnit unit, OutcomeReader outcome)
    {
        try
        {
            await rest();
        }
        catch (LockBudgetExhaustedException)
        {
            await NotDoneAsync(unit, outcome);
            throw;
        }
    }

    // The statement failed: take away what it left behind, and let the journal say that the step was not done. The statement's error is
    // the one to report, whatever goes wrong here; a step that stays "running" is settled by the next run.
    private async Task NotDoneAsync(TransactionUnit unit, OutcomeReader outcome)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        try
        {
            if (run.Worker.IsBroken)
            {
                await ConnectionLoss.BackendGoneAsync(run, patience.Token);
            }

            var catalog = await CatalogAsync(unit.Step, outcome, patience.Token);
            var nothingLeft = await outcome.CleanUpAsync(catalog, unit.Step.Statements[0], patience.Token);
            await run.Worker.ResetAsync();
            if (nothingLeft)
            {
                await run.Worker.WriteAsync(
                    [run.Journal.RequireLease(), .. run.Journal.StepNotDone(unit.Revision, unit.Step, run.Direction)], patience.Token);
            }
        }
        catch (Exception exception) when (exception is MigrationException or OperationCanceledException)
        {
            run.Tell(new RunRemark($"Cleaning up after the failed step was not finished ({exception.Message}); the next run does it."));
        }
    }
}
