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

    /// <summary>The sessions that were in the worker's way, as last seen during the last watched work.</summary>
    internal IReadOnlyList<Blocker> Blockers { get; private set; } = [];

    /// <summary>The connection, for use while no work is being watched.</summary>
    internal DatabaseSession Control => control;

    private TimeSpan Sample => lockTimeout / 4 < SlowestSample ? lockTimeout / 4 : SlowestSample;

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

        var watching = WatchAsync(backendPid, eachSample, stop.Token);
        var first = await Task.WhenAny(working, watching);
        if (first == working)
        {
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
        int backendPid, Func<DatabaseSession, CancellationToken, Task>? eachSample, CancellationToken cancellationToken)
    {
        while (true)
        {
            await Task.Delay(Sample, cancellationToken);
            var seen = await BlockerQuery.FindBlockersAsync(control, [backendPid], cancellationToken);
            if (seen.Count > 0)
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
