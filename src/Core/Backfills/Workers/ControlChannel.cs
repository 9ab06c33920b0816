using SchemaMigrate.Connections;
using SchemaMigrate.Errors;

namespace SchemaMigrate.Backfills;

/// <summary>
/// The connection on which a process looks at the server and gives signs of life. It is shared by all workers of the process and made anew after
/// it broke; batches never run on it.
/// </summary>
internal sealed class ControlChannel(ConnectionTarget target, string applicationName, TimeProvider timeProvider) : IAsyncDisposable
{
    private static readonly TimeSpan FirstRest = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(5);
    private static readonly SessionSettings Settings = new() { StatementTimeout = TimeSpan.FromSeconds(30), LockTimeout = TimeSpan.FromSeconds(10) };
    private readonly SemaphoreSlim one = new(1, 1);
    private DatabaseSession? session;

    /// <summary>Does something on the connection; after a lost connection again on a new one, until the budget is used up.</summary>
    internal async Task<T> UseAsync<T>(Func<DatabaseSession, Task<T>> use, TimeSpan budget, CancellationToken cancellationToken)
    {
        await one.WaitAsync(cancellationToken);
        try
        {
            var started = timeProvider.GetTimestamp();
            for (var rest = FirstRest; ; rest = rest * 2 < LongestRest ? rest * 2 : LongestRest)
            {
                try
                {
                    return await use(await OpenAsync(cancellationToken));
                }
                catch (MigrationException exception) when (
                    BatchFailures.Of(exception) == BatchFailure.Disconnected && timeProvider.GetElapsedTime(started) < budget)
                {
                    await CloseAsync();
                    await Task.Delay(rest, timeProvider, cancellationToken);
                }
            }
        }
        finally
        {
            one.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        one.Dispose();
    }

    private async Task<DatabaseSession> OpenAsync(CancellationToken cancellationToken)
    {
        if (session is { IsBroken: true })
        {
            await CloseAsync();
        }

        return session ??= await DatabaseSession.OpenAsync(target, applicationName, Settings, cancellationToken);
    }

    private async Task CloseAsync()
    {
        if (session is not null)
        {
            await session.DisposeAsync();
            session = null;
        }
    }
}
