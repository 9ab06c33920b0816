using SchemaMigrate.Connections;
using SchemaMigrate.Errors;
using SchemaMigrate.Execution.Events;
using SchemaMigrate.Execution.Outcomes;
using SchemaMigrate.Planning;

namespace SchemaMigrate.Execution.Steps;

/// <summary>
/// Repeats the work of a step that cannot share a transaction with its journal row until it is done. The journal says "running" before and "done" after; a process that dies in between leaves
/// a step in doubt, and the next run asks the catalog.
/// </summary>
internal sealed class StepAttempts(RunContext run, TransactionUnit unit)
{
    private const int Reconnections = 3;

    private static readonly TimeSpan CleaningTime = TimeSpan.FromSeconds(30);

    // Errors of our own that say that the step took no effect.
    private static readonly ErrorDefinition[] Refusals = [ExecutionErrors.IndexNameTaken, ExecutionErrors.IndexNotValid, ExecutionErrors.StatementWithoutEffect];

    /// <summary>The statement that is being executed: the one to clean up after when it fails. None between statements.</summary>
    internal PlannedStatement? Current { get; set; }

    /// <summary>Whether something of the step may be there already, from another run or from a try before.</summary>
    internal bool InDoubt { get; private set; } = unit.Step.InDoubt;

    /// <summary>Does the work within the patience for locks and connections, and gives the number of tries.</summary>
    internal async Task<int> RunAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        var (revision, step) = unit;
        if (step.InDoubt)
        {
            await PredecessorEnd.WaitAsync(run, step, cancellationToken);
        }
        else
        {
            await run.JournalAsync(run.Journal.StepRunning(revision, step, run.Direction), cancellationToken);
        }

        var patience = new LockPatience(run, unit);
        var attempt = await RepeatAsync(work, patience, cancellationToken);

        // The first try was counted when the step was written down as running.
        await run.JournalAsync(run.Journal.StepDone(revision, step, run.Direction, step.InDoubt ? attempt : attempt - 1, patience.Waited), cancellationToken);
        return attempt;
    }

    /// <summary>Executes one statement, unless it has taken effect already, and requires its effect.</summary>
    /// <param name="statement">The statement.</param>
    /// <param name="inDoubt">Whether a try of it was begun whose end is not known.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>False when there was nothing to do.</returns>
    internal async Task<bool> ExecuteAsync(PlannedStatement statement, bool inDoubt, CancellationToken cancellationToken)
    {
        Current = statement;
        var outcome = OutcomeReader.For(statement);
        var catalog = await OpenAsync(outcome, cancellationToken);
        if (await outcome.TookEffectAsync(catalog, statement, inDoubt, cancellationToken))
        {
            return false;
        }

        run.Probe.At("statement");
        await catalog.WatchedAsync(token => catalog.Session.ExecuteAsync(statement.Sql, token), cancellationToken);
        run.Probe.At("statement done");
        await outcome.RequireAsync(catalog, statement, cancellationToken);
        return true;
    }

    /// <summary>The catalog, in a session with the patience that the statement needs.</summary>
    internal async Task<StepCatalog> OpenAsync(OutcomeReader outcome, CancellationToken cancellationToken) => new(
        run,
        await StepSession.OpenAsync(run, unit.Step, outcome.WaitsForTransactions ? TimeSpan.Zero : run.Options.LockRetry.LockTimeout, cancellationToken),
        unit.Step);

    /// <summary>The error that ends the run because of a refusal; null when the exception is none.</summary>
    internal StepException? Refused(MigrationException exception) => Refusals.Contains(exception.Definition)
        ? new StepException(exception.Definition, Locations.Of(unit.Revision, unit.Step, Current), exception.Message, run.Kept, exception)
        : null;

    private async Task<int> RepeatAsync(Func<CancellationToken, Task> work, LockPatience patience, CancellationToken cancellationToken)
    {
        var reconnections = 0;
        for (var attempt = 1; ; attempt++)
        {
            run.Tell(new StepStarted(unit.Revision, unit.Step, attempt));
            try
            {
                await work(cancellationToken);
                return attempt;
            }
            catch (SqlExecutionException exception) when (SqlStates.IsLockTimeout(exception.SqlState) || SqlStates.IsDeadlock(exception.SqlState))
            {
                InDoubt |= Current is { } statement && OutcomeReader.For(statement).MayBeHalfDone;
                await RestAsync(patience, exception, cancellationToken);
            }
            catch (MigrationException exception) when (ConnectionLoss.Is(exception) && !ConnectionLoss.IsCommand(exception) && reconnections++ < Reconnections)
            {
                await ConnectionLoss.BackendGoneAsync(run, cancellationToken);
                InDoubt = true;
            }
            catch (SqlExecutionException exception)
            {
                await NotDoneAsync();
                throw new StepFailedException(Locations.Of(unit.Revision, unit.Step, Current, exception), exception, run.Kept);
            }
            catch (MigrationException exception) when (Refused(exception) is { } refusal)
            {
                await NotDoneAsync();
                throw refusal;
            }
            finally
            {
                await run.Worker.ResetAsync();
            }
        }
    }

    private async Task RestAsync(LockPatience patience, SqlExecutionException cause, CancellationToken cancellationToken)
    {
        try
        {
            await patience.RestAsync(cause, Locations.Of(unit.Revision, unit.Step, Current), cancellationToken);
        }
        catch (LockBudgetExhaustedException)
        {
            await NotDoneAsync();
            throw;
        }
    }

    // The statement failed: take away what it left behind, and let the journal say that the step was not done. The statement's error is
    // the one to report, whatever goes wrong here; a step that stays "running" is settled by the next run.
    private async Task NotDoneAsync()
    {
        using var patience = new CancellationTokenSource(CleaningTime);
        try
        {
            if (run.Worker.IsBroken)
            {
                await ConnectionLoss.BackendGoneAsync(run, patience.Token);
            }

            var nothingLeft = Current is not { } statement || await CleanUpAsync(statement, patience.Token);
            await run.Worker.ResetAsync();
            if (nothingLeft)
            {
                await run.JournalAsync(run.Journal.StepNotDone(unit.Revision, unit.Step, run.Direction), patience.Token);
            }
        }
        catch (Exception exception) when (exception is MigrationException or OperationCanceledException)
        {
            run.Tell(new RunRemark($"Cleaning up after the failed step was not finished ({exception.Message}); the next run does it."));
        }
    }

    private async Task<bool> CleanUpAsync(PlannedStatement statement, CancellationToken cancellationToken)
    {
        var outcome = OutcomeReader.For(statement);
        return await outcome.CleanUpAsync(await OpenAsync(outcome, cancellationToken), statement, cancellationToken);
    }
}
