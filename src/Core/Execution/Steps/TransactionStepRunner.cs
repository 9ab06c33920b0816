using SchemaMigrate.Connections;
using SchemaMigrate.Errors;
using SchemaMigrate.Execution.Events;

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
            var session = await run.Worker.SessionAsync(cancellationToken);
            var script = TransactionScript.Compose(run, session, units, attempt, patience.Waited);
            var position = new ScriptPosition();
            try
            {
                await SendAsync(session, script, position, cancellationToken);
                return attempt;
            }
            catch (SqlExecutionException exception) when (SqlStates.IsLockTimeout(exception.SqlState) || SqlStates.IsDeadlock(exception.SqlState))
            {
                await run.Worker.RollbackAsync();
                var (unit, statement) = script.OriginOf(position.Failed);
                await patience.RestAsync(exception, Locations.Of(unit.Revision, unit.Step, statement), cancellationToken);
            }
            catch (MigrationException exception) when (ConnectionLoss.Is(exception))
            {
                if (await ConnectionLoss.TookEffectAsync(run, units[^1], cancellationToken))
                {
                    run.Tell(new RunRemark($"The connection was lost while revision {units[^1].Revision.Id} was being committed; the journal says that it was."));
                    return attempt;
                }

                if (++reconnections > Reconnections)
                {
                    throw;
                }
            }
            catch (SqlExecutionException exception)
            {
                await run.Worker.RollbackAsync();
                if (exception.SqlState == LeaseLostState)
                {
                    throw new MigrationException(ExecutionErrors.RunLockLost, exception.MessageText + "; this run stopped before it changed anything more.", exception);
                }

                var (unit, statement) = script.OriginOf(position.Failed);
                throw new StepFailedException(Locations.Of(unit.Revision, unit.Step, statement, exception), exception, run.Kept);
            }
            catch
            {
                await run.Worker.RollbackAsync();
                throw;
            }
        }
    }

    /// <summary>What {journal}.require_lease raises.</summary>
    private const string LeaseLostState = "SM001";

    private async Task SendAsync(
        DatabaseSession session, TransactionScript script, ScriptPosition position, CancellationToken cancellationToken)
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
