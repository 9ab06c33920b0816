using SchemaMigrate.Connections;

namespace SchemaMigrate.Backfills;

/// <summary>The connection on which a worker runs its batches. It is opened when it is needed, and anew after it broke.</summary>
internal sealed class WorkerSession(ProcessContext context, WorkerState state) : IAsyncDisposable
{
    private DatabaseSession? session;
    private BackfillOptions? applied;

    /// <summary>The session, with the options as they are now.</summary>
    internal async Task<DatabaseSession> GetAsync(CancellationToken cancellationToken)
    {
        if (session is { IsBroken: true })
        {
            await CloseAsync();
        }

        var options = context.Options;
        if (session is null)
        {
            session = await BackfillSession.OpenAsync(context.Target, context.ApplicationName, options, Limits(options), cancellationToken);
            state.BackendPid = session.BackendPid;
            await session.ExecuteBatchAsync([.. SessionPins.Texts, SessionPins.Unwaited, .. context.Shape.HasSubquery ? [] : SessionPins.KeyOrder], cancellationToken);
            applied = options;
        }
        else if (!ReferenceEquals(applied, options))
        {
            await session.ApplyAsync(Limits(options), SettingScope.Session, cancellationToken);
            applied = options;
        }

        return session;
    }

    /// <summary>Closes the connection; the server rolls back what is under way.</summary>
    internal async Task CloseAsync()
    {
        state.BackendPid = 0;
        if (session is not null)
        {
            await session.DisposeAsync();
            session = null;
        }
    }

    public async ValueTask DisposeAsync() => await CloseAsync();

    private static SessionSettings Limits(BackfillOptions options) => new()
    {
        LockTimeout = options.LockTimeout,
        StatementTimeout = options.BatchTimeout,
        IdleInTransactionTimeout = TimeSpan.FromSeconds(10),
    };
}
