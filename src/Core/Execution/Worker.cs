using SchemaMigrate.Connections;
using SchemaMigrate.Errors;
using SchemaMigrate.Execution.Journal;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Execution;

/// <summary>The connection that executes the steps. It is opened when it is first needed, and anew after it broke.</summary>
internal sealed class Worker(ConnectionTarget target, string applicationName, RunOptions options) : IAsyncDisposable
{
    private static readonly TimeSpan RollbackPatience = TimeSpan.FromSeconds(1);

    /// <summary>Ends a transaction whose client has died between two statements and whose connection does not tell.</summary>
    private static readonly TimeSpan IdleInTransaction = TimeSpan.FromSeconds(60);

    private DatabaseSession? session;

    internal ConnectionTarget Target => target;

    /// <summary>The backend that runs the steps, or the last one that did; 0 before the first.</summary>
    internal int BackendPid { get; private set; }

    /// <summary>Whether the connection was lost.</summary>
    internal bool IsBroken => session is { IsBroken: true };

    internal async Task<DatabaseSession> SessionAsync(CancellationToken cancellationToken)
    {
        if (session is { IsBroken: true })
        {
            await session.DisposeAsync();
            session = null;
        }

        if (session is null)
        {
            session = await DatabaseSession.OpenAsync(target, applicationName, cancellationToken);
            BackendPid = session.BackendPid;
            await ServerPatience.ExtendAsync(session, cancellationToken);
        }

        return session;
    }

    /// <summary>Brings the session back to what it began with; inside a transaction the statements are transactional. Empty before the first use.</summary>
    internal IReadOnlyList<BatchItem> ResetItems => session is null ? [] : [.. session.ResetItems(), ServerPatience.Item];

    /// <summary>Settings of a step, as one item for the beginning of its transaction.</summary>
    internal BatchItem TransactionSettings(string stepName) =>
        new(Settings(stepName, options.LockRetry.LockTimeout).ToSql(SettingScope.Transaction)!);

    /// <summary>Settings for a statement outside a transaction.</summary>
    internal SessionSettings Settings(string stepName, TimeSpan lockTimeout) => new()
    {
        ApplicationName = stepName,
        LockTimeout = lockTimeout,
        StatementTimeout = options.StatementTimeout ?? TimeSpan.Zero,
        IdleInTransactionTimeout = IdleInTransaction,
        SearchPath = options.SearchPath,
        Role = options.Role is { } role ? new Identifier(role) : null,
    };

    /// <summary>Runs journal writes in a transaction of their own.</summary>
    internal async Task WriteAsync(IEnumerable<BatchItem> items, CancellationToken cancellationToken)
    {
        var current = await SessionAsync(cancellationToken);
        try
        {
            await current.ExecuteBatchAsync([new BatchItem("BEGIN"), .. items, new BatchItem("COMMIT")], cancellationToken);
        }
        catch (SqlExecutionException exception) when (LeaseLost.Is(exception))
        {
            await RollbackAsync();
            throw LeaseLost.Of(exception);
        }
        catch
        {
            await RollbackAsync();
            throw;
        }
    }

    /// <summary>Ends an open transaction. A server that does not answer within a second loses the connection, which does the same.</summary>
    internal async Task RollbackAsync()
    {
        if (session is null or { IsBroken: true })
        {
            return;
        }

        using var patience = new CancellationTokenSource(RollbackPatience);
        try
        {
            await session.ExecuteAsync("ROLLBACK", patience.Token);
        }
        catch (Exception exception) when (exception is MigrationException or OperationCanceledException)
        {
            // The first error is the error: closing the connection rolls back as well.
            await CloseAsync();
        }
    }

    /// <summary>Brings back the settings that the session began with.</summary>
    internal async Task ResetAsync()
    {
        if (session is null or { IsBroken: true })
        {
            return;
        }

        using var patience = new CancellationTokenSource(RollbackPatience);
        try
        {
            await session.ExecuteBatchAsync(ResetItems, patience.Token);
        }
        catch (Exception exception) when (exception is MigrationException or OperationCanceledException)
        {
            await CloseAsync();
        }
    }

    public async ValueTask DisposeAsync() => await CloseAsync();

    private async Task CloseAsync()
    {
        if (session is not null)
        {
            await session.DisposeAsync();
            session = null;
        }
    }
}
