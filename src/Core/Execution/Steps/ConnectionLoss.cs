using SchemaMigrate.Connections;
using SchemaMigrate.Errors;
using SchemaMigrate.Planning;

namespace SchemaMigrate.Execution.Steps;

/// <summary>What to do after the worker's connection broke: wait until its backend is gone, then ask whether the work took effect.</summary>
internal static class ConnectionLoss
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan BeforeTerminating = TimeSpan.FromSeconds(3);

    /// <summary>Whether somebody ended the session on purpose. Trying again against the administrator's will is not for us to do.</summary>
    internal static bool IsCommand(MigrationException exception) => exception is SqlExecutionException { SqlState: SqlStates.AdminShutdown };

    internal static bool Is(MigrationException exception) =>
        exception.Definition == ConnectionsErrors.ConnectionLost || exception.Definition == ConnectionsErrors.ServerShuttingDown ||
        exception.Definition == ConnectionsErrors.ServerUnreachable;

    /// <summary>Whether the transaction that was under way was committed: its last journal row tells.</summary>
    internal static async Task<bool> TookEffectAsync(RunContext run, TransactionUnit last, CancellationToken cancellationToken)
    {
        await BackendGoneAsync(run, cancellationToken);
        return await run.Watch.Control.ScalarAsync<bool>(
            run.Journal.Sql[run.Direction == PlanDirection.Upgrade ? "IsStepDone" : "IsStepUndone"], cancellationToken,
            last.Revision.Id, last.Step.Ordinal, last.Step.Last);
    }

    /// <summary>Waits until the worker's backend has ended; until then it may still commit. After three seconds it is told to end.</summary>
    /// <exception cref="MigrationException"><see cref="ExecutionErrors.RunLockLost"/> when the run lock's connection is gone too.</exception>
    internal static async Task BackendGoneAsync(RunContext run, CancellationToken cancellationToken)
    {
        var started = run.TimeProvider.GetTimestamp();
        var told = false;
        try
        {
            while (await run.Watch.Control.ScalarAsync<bool>(
                "SELECT EXISTS (SELECT FROM pg_catalog.pg_stat_activity WHERE pid = $1)", cancellationToken, run.Worker.BackendPid))
            {
                if (!told && run.TimeProvider.GetElapsedTime(started) > BeforeTerminating)
                {
                    told = true;
                    await run.Watch.Control.ScalarAsync<bool>("SELECT pg_catalog.pg_terminate_backend($1)", cancellationToken, run.Worker.BackendPid);
                }

                await Task.Delay(Poll, run.TimeProvider, cancellationToken);
            }
        }
        catch (MigrationException exception) when (Is(exception))
        {
            throw new MigrationException(
                ExecutionErrors.RunLockLost, "The connections to the server were lost, and with them the run lock.", exception);
        }
    }
}
