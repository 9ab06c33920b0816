using System.Data;
using System.Data.Common;
using Npgsql;

namespace SchemaMigrate.Connections;

/// <summary>
/// One dedicated connection to one database. It is not for use by several threads at once. Cancelling a token cancels the statement on the
/// server; the session stays usable, or is closed when the server does not answer within two seconds.
/// </summary>
public sealed partial class DatabaseSession : IAsyncDisposable
{
    private readonly NpgsqlDataSource source;
    private readonly PostgresErrorTranslator translator;
    private readonly SessionSettings initial;

    private DatabaseSession(
        ConnectionTarget target, NpgsqlDataSource source, NpgsqlConnection connection, PostgresErrorTranslator translator, SessionSettings initial, ServerFacts server)
    {
        this.initial = initial;
        this.source = source;
        this.translator = translator;
        Target = target;
        Connection = connection;
        Server = server;
        connection.Notice += (_, notice) => NoticeReceived?.Invoke(new(
            notice.Notice.InvariantSeverity, notice.Notice.SqlState, notice.Notice.MessageText, notice.Notice.Detail, notice.Notice.Hint));
    }

    /// <summary>Messages that the server sends beside results. Handlers run while a statement is being read: they must be quick and must not throw.</summary>
    public event Action<ServerNotice>? NoticeReceived;

    /// <summary>Where this session is connected.</summary>
    public ConnectionTarget Target { get; }

    /// <summary>What the server said about itself when the session was opened.</summary>
    public ServerFacts Server { get; }

    /// <summary>The process id of the server's backend.</summary>
    public int BackendPid => Server.BackendPid;

    /// <summary>Whether the connection is gone. What was not committed is lost; whether a COMMIT under way took effect, only the database knows.</summary>
    public bool IsBroken => abandoned is not null || Connection.FullState is ConnectionState.Closed or ConnectionState.Broken;

    internal NpgsqlConnection Connection { get; }

    /// <summary>Opens a session: one connection, and one round trip for the facts of the server.</summary>
    /// <param name="target">Where to connect.</param>
    /// <param name="applicationName">What pg_stat_activity shows; cut at 63 characters.</param>
    /// <param name="cancellationToken">Stops the attempt.</param>
    /// <exception cref="Errors.MigrationException">One of <see cref="ConnectionsErrors"/>.</exception>
    public static Task<DatabaseSession> OpenAsync(ConnectionTarget target, string applicationName, CancellationToken cancellationToken = default) =>
        OpenAsync(target, applicationName, SessionSettings.None, cancellationToken);

    /// <summary>Opens a session and sets <paramref name="settings"/> for its whole life, in the same round trip.</summary>
    internal static async Task<DatabaseSession> OpenAsync(
        ConnectionTarget target, string applicationName, SessionSettings settings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentException.ThrowIfNullOrWhiteSpace(applicationName);
        var translator = new PostgresErrorTranslator(target);
        NpgsqlDataSource? source = null;
        try
        {
            source = ConnectionFactory.Create(target, applicationName);
            var connection = await source.OpenConnectionAsync(cancellationToken);
            try
            {
                var facts = await ServerFactsReader.ReadAsync(connection, settings, cancellationToken);
                return new DatabaseSession(target, source, connection, translator, settings, facts);
            }
            catch
            {
                await connection.DisposeAsync();
                throw;
            }
        }
        catch (Exception exception) when (translator.TranslateOpening(exception, cancellationToken) is { } translated)
        {
            await DisposeQuietlyAsync(source);
            throw translated;
        }
    }

    /// <summary>Closes the connection. The server rolls back what is open and frees the session's locks.</summary>
    public async ValueTask DisposeAsync()
    {
        if (abandoned is not null)
        {
            // The driver still waits for a server that does not answer; nobody should wait for the driver.
            _ = abandoned.ContinueWith(_ => CloseAsync().AsTask(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            return;
        }

        await CloseAsync();
    }

    /// <summary>Closes the connection at once; the server rolls back what is open.</summary>
    internal async ValueTask CloseAsync()
    {
        // The first error is the error: a connection that is already broken may fail again while it is closed.
        await DisposeQuietlyAsync(Connection);
        await DisposeQuietlyAsync(source);
    }

    private static async ValueTask DisposeQuietlyAsync(IAsyncDisposable? resource)
    {
        try
        {
            if (resource is not null)
            {
                await resource.DisposeAsync();
            }
        }
        catch (Exception exception) when (exception is DbException or IOException or InvalidOperationException or System.Net.Sockets.SocketException)
        {
        }
    }
}
