using SchemaMigrate.Connections;
using SchemaMigrate.Errors;
using SchemaMigrate.Execution.Events;
using SchemaMigrate.Execution.Journal;

namespace SchemaMigrate.Execution.Steps;

/// <summary>
/// Runs transactional steps together with their journal rows: all of it is committed or nothing. Lock timeouts and deadlocks are retried as
/// a whole within the budget; a lost connection is resolved by asking the journal, which was to be committed with the step.
/// </summary>
internal sealed class TransactionStepRunner(RunContext run)
{
    private const int Reconnections = 3;

    /// <summary>Runs the steps in one transaction, and gives the number of tries.</summary>
    internal async Task<int> RunAsync(IReadOnlyList<TransactionUnit> units, CancellationToken cancellationToken)
    {
        var patience = new LockPatience(run, units[0]);
        var reconnections = 0;
        for (var attempt = 1; ; attempt++)
        {
            run.Tell(new StepStarted(units[0].Revision, units[0].Step, attempt));
            TransactionScript? script = null;
            var position = new ScriptPosition();
            try
            {
                var session = await run.Worker.SessionAsync(cancellationToken);
                script = TransactionScript.Compose(run, units, attempt, patience.Waited);
                await SendAsync(session, script, position, cancellationToken);
                return attempt;
            }
            catch (SqlExecutionException exception) when (SqlStates.IsLockTimeout(exception.SqlState) || SqlStates.IsDeadlock(exception.SqlState))
            {
                await run.Worker.RollbackAsync();
                await patience.RestAsync(exception, Origin(null), cancellationToken);
            }
            catch (MigrationException exception) when (ConnectionLoss.Is(exception))
            {
                if (await ConnectionLoss.TookEffectAsync(run, units[^1], cancellationToken))
                {
                    run.Tell(new RunRemark($"The connection was lost while revision {units[^1].Revision.Id} was being committed; the journal says that it was."));
                    return attempt;
                }

                if (exception is SqlExecutionException cause && ConnectionLoss.IsCommand(exception))
                {
                    throw new StepFailedException(Origin(null), cause, run.Kept);
                }

                if (++reconnections > Reconnections)
                {
                    throw;
                }
            }
            catch (SqlExecutionException exception)
            {
                await run.Worker.RollbackAsync();
                throw LeaseLost.Is(exception) ? LeaseLost.Of(exception) : new StepFailedException(Origin(exception), exception, run.Kept);
            }
            catch
            {
                await run.Worker.RollbackAsync();
                throw;
            }

            StepLocation Origin(SqlExecutionException? error)
            {
                var (unit, statement) = script?.OriginOf(position.Failed) ?? (units[0], null);
                return Locations.Of(unit.Revision, unit.Step, statement, error);
            }
        }
    }

    private async Task SendAsync(DatabaseSession session, TransactionScript script, ScriptPosition position, CancellationToken cancellationToken)
    {
        await run.Watch.DuringAsync(
            session.BackendPid,
            async token =>
            {
                foreach (var chunk in script.Items.Chunk(run.Probe.StatementsPerRoundTrip))
                {
                    run.Probe.At("send");
                    try
                    {
                        await session.ExecuteBatchAsync(chunk, token);
                    }
                    catch (SqlExecutionException exception)
                    {
                        position.Failed = position.Sent + exception.StatementIndex;
                        throw;
                    }

                    position.Sent += chunk.Length;
                    run.Probe.At("sent");
                }
            },
            null,
            cancellationToken);
    }

    private sealed class ScriptPosition
    {
        public int Sent { get; set; }

        public int Failed { get; set; }
    }
}
