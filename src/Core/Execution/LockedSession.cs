using SchemaMigrate.Connections;
using SchemaMigrate.Errors;
using SchemaMigrate.Execution.Events;

namespace SchemaMigrate.Execution;

/// <summary>The control connection of a run: it holds the run lock, and nothing is executed on it that could be cancelled or break.</summary>
internal sealed class LockedSession : IAsyncDisposable
{
    private readonly RunLock runLock;

    private LockedSession(DatabaseSession session, RunLock runLock) => (Session, this.runLock) = (session, runLock);

    internal DatabaseSession Session { get; }

    /// <summary>How long another runner was waited for.</summary>
    internal TimeSpan Waited => runLock.Waited;

    internal static async Task<LockedSession> OpenAsync(
        ConnectionTarget target, RunOptions options, string applicationName, TimeProvider timeProvider, Action<RunEvent> observer,
        CancellationToken cancellationToken)
    {
        var session = await DatabaseSession.OpenAsync(target, applicationName, cancellationToken);
        try
        {
            await PoolerProbe.RequireSessionAsync(session, cancellationToken);
            var runLock = await RunLock.AcquireAsync(
                session, options.JournalSchema, options.RunLockTimeout, timeProvider, holder => observer(new RunLockWaiting(holder)), cancellationToken);
            return new LockedSession(session, runLock);
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    /// <summary>Refuses a standby and a read-only session before anything is tried.</summary>
    /// <exception cref="MigrationException"><see cref="ConnectionsErrors.ReadOnlyServer"/>.</exception>
    internal void RequireWritable()
    {
        if (!Session.Server.IsWritable)
        {
            throw new MigrationException(
                ConnectionsErrors.ReadOnlyServer,
                $"{Session.Target.Display} accepts no writes: {(Session.Server.InRecovery ? "it is a standby" : "default_transaction_read_only is on")}.");
        }
    }

    // Closing the connection gives the lock back; a failure to close must not hide what happened before.
    public ValueTask DisposeAsync() => Session.DisposeAsync();
}
