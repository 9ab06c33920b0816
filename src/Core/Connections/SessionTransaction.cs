using Npgsql;
using SchemaMigrate.Errors;

namespace SchemaMigrate.Connections;

/// <summary>An open transaction of a session. Disposing it without a commit rolls back, also after cancellation or an error.</summary>
internal sealed class SessionTransaction : IAsyncDisposable
{
    private static readonly TimeSpan RollbackPatience = TimeSpan.FromSeconds(1);
    private static readonly BatchItem[] Commit = [new("COMMIT")];
    private readonly DatabaseSession session;
    private readonly NpgsqlTransaction transaction;
    private bool finished;

    internal SessionTransaction(DatabaseSession session, NpgsqlTransaction transaction)
    {
        this.session = session;
        this.transaction = transaction;
    }

    /// <summary>Commits. After a ConnectionLost error or a cancellation here the outcome is in doubt: ask the database.</summary>
    public async Task CommitAsync(CancellationToken cancellationToken)
    {
        await session.GuardAsync(async token =>
        {
            await transaction.CommitAsync(token);
            return true;
        }, Commit, cancellationToken);
        finished = true;
    }

    /// <summary>Rolls back when nothing was committed. A server that does not answer within a second loses the connection instead.</summary>
    public async ValueTask DisposeAsync()
    {
        if (finished || session.IsBroken)
        {
            return;
        }

        finished = true;
        using var patience = new CancellationTokenSource(RollbackPatience);
        try
        {
            await session.GuardAsync(async token =>
            {
                await transaction.RollbackAsync(token);
                return true;
            }, [], patience.Token);
        }
        catch (Exception exception) when (exception is MigrationException or OperationCanceledException or InvalidOperationException)
        {
            // The first error is the error; without the connection the server rolls back by itself.
            if (!session.IsBroken)
            {
                await session.CloseAsync();
            }
        }
    }
}
