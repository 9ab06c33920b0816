using Npgsql;

namespace SchemaMigrate.Connections;

/// <summary>An open transaction of a session. Disposing it without a commit rolls back, also after cancellation or an error.</summary>
internal sealed class SessionTransaction : IAsyncDisposable
{
    private static readonly TimeSpan RollbackPatience = TimeSpan.FromSeconds(1);
    private readonly NpgsqlTransaction transaction;
    private readonly NpgsqlConnection connection;
    private readonly PostgresErrorTranslator translator;
    private bool finished;

    internal SessionTransaction(NpgsqlTransaction transaction, NpgsqlConnection connection, PostgresErrorTranslator translator)
    {
        this.transaction = transaction;
        this.connection = connection;
        this.translator = translator;
    }

    /// <summary>Commits. After a ConnectionLost error here the outcome is in doubt: ask the database.</summary>
    public async Task CommitAsync(CancellationToken cancellationToken)
    {
        try
        {
            await transaction.CommitAsync(cancellationToken);
            finished = true;
        }
        catch (Exception exception) when (translator.Translate(exception, [new BatchItem("COMMIT")], cancellationToken) is { } translated)
        {
            throw translated;
        }
    }

    /// <summary>Rolls back when nothing was committed. A server that does not answer within a second loses the connection instead.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!finished)
        {
            finished = true;
            using var patience = new CancellationTokenSource(RollbackPatience);
            try
            {
                await transaction.RollbackAsync(patience.Token);
            }
            catch (Exception exception) when (exception is NpgsqlException or OperationCanceledException or InvalidOperationException or IOException)
            {
                // The first error is the error; closing the connection makes the server roll back.
                await connection.CloseAsync();
            }
        }

        await transaction.DisposeAsync();
    }
}
