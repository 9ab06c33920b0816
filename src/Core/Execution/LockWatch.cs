using SchemaMigrate.Connections;
using SchemaMigrate.Errors;

namespace SchemaMigrate.Execution;

/// <summary>
/// Looks from a second connection at what the worker's backend is waiting for, while it waits: afterwards the blockers can no longer be
/// told. It is the run lock's connection, so that its loss is noticed as well.
/// </summary>
internal sealed class LockWatch(DatabaseSession control, TimeSpan lockTimeout)
{
    private static readonly TimeSpan SlowestSample = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan QuickestSample = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LastLookPatience = TimeSpan.FromSeconds(5);

    private const string WaitsForLock = "SELECT EXISTS (SELECT FROM pg_catalog.pg_stat_get_activity($1) AS activity WHERE activity.wait_event_type = 'Lock')";

    /// <summary>The sessions that were in the worker's way, as last seen during the last watched work.</summary>
    internal IReadOnlyList<Blocker> Blockers { get; private set; } = [];

    /// <summary>The connection, for use while no work is being watched.</summary>
    internal DatabaseSession Control => control;

    private TimeSpan Sample => lockTimeout / 4 > SlowestSample ? SlowestSample : lockTimeout / 4 < QuickestSample ? QuickestSample : lockTimeout / 4;

    /// <summary>Watches a backend while a piece of work runs on it.</summary>
    /// <param name="backendPid">The backend.</param>
    /// <param name="work">The work; its token is cancelled when the run lock is lost.</param>
    /// <param name="eachSample">More to look at with each sample; null when nothing.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="MigrationException"><see cref="ExecutionErrors.RunLockLost"/>.</exception>
    internal async Task DuringAsync(
        int backendPid, Func<CancellationToken, Task> work, Func<DatabaseSession, CancellationToken, Task>? eachSample,
        CancellationToken cancellationToken)
    {
        Blockers = [];
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var abort = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var working = work(abort.Token);
        if (working.IsCompleted)
        {
            await working;
            return;
        }

        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var watching = WatchAsync(backendPid, eachSample, stop.Token, giveUp.Token);
        var first = await Task.WhenAny(working, watching);
        if (first == working)
        {
            // A look that is under way ends by itself in milliseconds; cancelling it would cost the server a connection each time.
            giveUp.CancelAfter(LastLookPatience);
            await stop.CancelAsync();
            await IgnoreAsync(watching);
            await working;
            return;
        }

        // The watch ends by itself only when its connection is lost, and with it the run lock.
        await abort.CancelAsync();
        await IgnoreAsync(working);
        cancellationToken.ThrowIfCancellationRequested();
        throw new MigrationException(
            ExecutionErrors.RunLockLost, "The connection that holds the run lock was lost; the statement under way was cancelled.",
            watching.Exception?.InnerException);
    }

    private async Task WatchAsync(
        int backendPid, Func<DatabaseSession, CancellationToken, Task>? eachSample, CancellationToken betweenLooks, CancellationToken cancellationToken)
    {
        while (true)
        {
            // Without an exception: it would cost more than many a statement.
            await Task.Delay(Sample, betweenLooks).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (betweenLooks.IsCancellationRequested)
            {
                return;
            }

            // Finding blockers stops the lock manager for a moment, on a busy server for longer: only while there is something to find.
            if (await control.ScalarAsync<bool>(WaitsForLock, cancellationToken, backendPid) &&
                await BlockerQuery.FindBlockersAsync(control, [backendPid], cancellationToken) is { Count: > 0 } seen)
            {
                Blockers = seen;
            }

            if (eachSample is not null)
            {
                await eachSample(control, cancellationToken);
            }
        }
    }

    private static async Task IgnoreAsync(Task task)
    {
        try
        {
            await task;
        }
        catch (Exception exception) when (exception is MigrationException or OperationCanceledException)
        {
            // The other task's outcome decides.
        }
    }
}
