using SchemaMigrate.Connections;
using SchemaMigrate.Errors;
using SchemaMigrate.Execution.Events;
using SchemaMigrate.Execution.Outcomes;
using SchemaMigrate.Planning;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Execution.Steps;

/// <summary>
/// Runs the statements that a query on the catalog gives, one by one, and asks again until nothing is left. The catalog is the state: a run that was killed goes on where it was, and what came up meanwhile
/// (a partition attached while others were being indexed) is done with the rest.
/// </summary>
internal sealed class EnumeratedStepRunner(RunContext run)
{
    private const int Reconnections = 3;
    private const int Repetitions = 3;

    /// <summary>Runs the step, and gives the number of tries.</summary>
    internal async Task<int> RunAsync(TransactionUnit unit, CancellationToken cancellationToken)
    {
        var (revision, step) = unit;
        if (step.InDoubt)
        {
            await PredecessorEnd.WaitAsync(run, step, cancellationToken);
        }
        else
        {
            await WriteAsync(run.Journal.StepRunning(revision, step, run.Direction), cancellationToken);
        }

        var patience = new LockPatience(run, unit);
        var executed = new Dictionary<string, int>(StringComparer.Ordinal);
        var reconnections = 0;
        for (var attempt = 1; ; attempt++)
        {
            run.Tell(new StepStarted(revision, step, attempt));
            PlannedStatement? current = null;
            try
            {
                while (await AskAsync(step, cancellationToken) is { Count: > 0 } statements)
                {
                    foreach (var sql in statements)
                    {
                        current = step.Statements[0] with { Sql = sql, Kind = SqlScript.Parse(sql, cancellationToken).Statements[0].Kind };
                        await ExecuteAsync(step, current, cancellationToken);
                        executed[sql] = executed.GetValueOrDefault(sql) + 1;
                        if (executed[sql] > Repetitions)
                        {
                            throw new MigrationException(ExecutionErrors.StatementWithoutEffect, $"The catalog asks again for what was executed {Repetitions} times without an error: {sql}") { Target = sql };
                        }
                    }

                    current = null;
                }

                await run.Worker.ResetAsync();
                await WriteAsync(run.Journal.StepDone(revision, step, run.Direction, attempt, patience.Waited), cancellationToken);
                return attempt;
            }
            catch (SqlExecutionException exception) when (SqlStates.IsLockTimeout(exception.SqlState) || SqlStates.IsDeadlock(exception.SqlState))
            {
                try
                {
                    await patience.RestAsync(exception, Locations.Of(revision, step, current), cancellationToken);
                }
                catch (LockBudgetExhaustedException)
                {
                    await NotDoneAsync(unit, current);
                    throw;
                }
            }
            catch (MigrationException exception) when (ConnectionLoss.Is(exception) && !ConnectionLoss.IsCommand(exception) && reconnections++ < Reconnections)
            {
                await ConnectionLoss.BackendGoneAsync(run, cancellationToken);
            }
            catch (SqlExecutionException exception)
            {
                await NotDoneAsync(unit, current);
                throw new StepFailedException(Locations.Of(revision, step, current, exception), exception, run.Kept);
            }
            catch (MigrationException exception) when (exception.Definition.Id is "IndexNameTaken" or "IndexNotValid" or "StatementWithoutEffect")
            {
                await NotDoneAsync(unit, current);
                throw new StepException(exception.Definition, Locations.Of(revision, step, current), exception.Message, run.Kept, exception);
            }
            finally
            {
                await run.Worker.ResetAsync();
            }
        }
    }

    private async Task<IReadOnlyList<string>> AskAsync(Step step, CancellationToken cancellationToken)
    {
        var session = await StepSession.OpenAsync(run, step, run.Options.LockRetry.LockTimeout, cancellationToken);
        run.Probe.At("enumerate");
        return await session.QueryAsync(step.Statements[0].Sql, row => row.GetString(0), cancellationToken);
    }

    private async Task ExecuteAsync(Step step, PlannedStatement statement, CancellationToken cancellationToken)
    {
        var outcome = OutcomeReader.For(statement);
        var catalog = await CatalogAsync(step, outcome, cancellationToken);
        if (await outcome.TookEffectAsync(catalog, statement, inDoubt: false, cancellationToken))
        {
            return;
        }

        run.Probe.At("statement");
        await catalog.WatchedAsync(token => catalog.Session.ExecuteAsync(statement.Sql, token), cancellationToken);
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

    // What was done stays, and is not asked for again; of the statement that failed nothing must stay.
    private async Task NotDoneAsync(TransactionUnit unit, PlannedStatement? statement)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        try
        {
            if (run.Worker.IsBroken)
            {
                await ConnectionLoss.BackendGoneAsync(run, patience.Token);
            }

            if (statement is not null)
            {
                var outcome = OutcomeReader.For(statement);
                await outcome.CleanUpAsync(await CatalogAsync(unit.Step, outcome, patience.Token), statement, patience.Token);
            }

            await run.Worker.ResetAsync();
            await run.Worker.WriteAsync([run.Journal.RequireLease(), .. run.Journal.StepNotDone(unit.Revision, unit.Step, run.Direction)], patience.Token);
        }
        catch (Exception exception) when (exception is MigrationException or OperationCanceledException)
        {
            run.Tell(new RunRemark($"Cleaning up after the failed step was not finished ({exception.Message}); the next run does it."));
        }
    }
}
