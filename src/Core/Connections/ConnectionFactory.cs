using Npgsql;

namespace SchemaMigrate.Connections;

/// <summary>
/// Turns a target into a data source that makes dedicated connections: no pool (a session lock must die with its session), no multiplexing,
/// no automatic prepare (DDL breaks cached plans), and no reading of the server's types at open (a round trip that a no-op run cannot spare).
/// </summary>
internal static class ConnectionFactory
{
    public static NpgsqlDataSource Create(ConnectionTarget target, string applicationName)
    {
        var settings = target.CopySettings();
        settings.ApplicationName = ApplicationName(applicationName);
        settings.Pooling = false;
        settings.Multiplexing = false;
        settings.Enlist = false;
        settings.MaxAutoPrepare = 0;
        settings.PersistSecurityInfo = false;
        settings.LogParameters = false;

        // Detail names the violated key; the message is useless without it. The failed batch command tells which statement it was.
        settings.IncludeErrorDetail = true;
        settings.IncludeFailedBatchedCommand = true;

        // statement_timeout is the server's and ours; a client-side clock would break the connection instead of the statement.
        settings.CommandTimeout = 0;
        settings.CancellationTimeout = 2000;
        settings.KeepAlive = 0;
        if (!target.IsUnixSocket)
        {
            // A server that vanished without a word is noticed after about a minute, also during a long statement. Unix sockets refuse it.
            settings.TcpKeepAlive = true;
            settings.TcpKeepAliveTime = 30;
            settings.TcpKeepAliveInterval = 10;
        }

        var builder = new NpgsqlSlimDataSourceBuilder(settings.ConnectionString);
        builder.EnableTransportSecurity();
        builder.EnableIntegratedSecurity();
        builder.EnableArrays();
        builder.EnableNetworkTypes();
        builder.ConfigureTypeLoading(types => types.EnableTypeLoading(false));
        return builder.Build();
    }

    // The server cuts application_name at 63 bytes and replaces what is not printable ASCII; do it here so that both sides agree.
    private static string ApplicationName(string name)
    {
        var ascii = string.Concat(name.Select(character => character is >= ' ' and <= '~' ? character : '?'));
        return ascii.Length <= 63 ? ascii : ascii[..63];
    }
}
