using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;
using SchemaMigrate.Tests.Fixtures;
using SchemaMigrate.Sandbox;

namespace SchemaMigrate.Tests.Connections;

/// <summary>A real pgbouncer in front of a server.</summary>
internal sealed class PgBouncer : IAsyncDisposable
{
    private readonly string folder;
    private readonly Process process;

    private PgBouncer(string folder, Process process, string connectionString)
    {
        this.folder = folder;
        this.process = process;
        ConnectionString = connectionString;
    }

    public string ConnectionString { get; }

    public static async Task<PgBouncer> StartAsync(string serverConnectionString, string poolMode, int poolSize, params string[] more)
    {
        var program = TestPrograms.Require("pgbouncer");
        var server = new NpgsqlConnectionStringBuilder(serverConnectionString);
        var folder = Directory.CreateTempSubdirectory("schemamigrate-pgb-").FullName;
        var port = FreePort();
        var configuration = Path.Combine(folder, "pgbouncer.ini");
        await File.WriteAllTextAsync(configuration, $"""
            [databases]
            * = host={server.Host} port={server.Port} user={server.Username}
            [pgbouncer]
            listen_addr = 127.0.0.1
            listen_port = {port}
            unix_socket_dir =
            auth_type = any
            pool_mode = {poolMode}
            default_pool_size = {poolSize}
            max_client_conn = 100
            {string.Join('\n', more)}
            """);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder, (UnixFileMode)0b111_101_101);
        }

        var command = ServiceAccount.ForThisProcess().Command(program, "-q", configuration);
        var process = Process.Start(new ProcessStartInfo(command[0], command.Skip(1)) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        server.Host = "127.0.0.1";
        server.Port = port;
        var bouncer = new PgBouncer(folder, process, server.ConnectionString);
        await bouncer.WaitAsync(port);
        return bouncer;
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private static int FreePort()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        return port;
    }

    private Task WaitAsync(int port) => TestSessions.UntilAsync(
        async () =>
        {
            Assert.False(process.HasExited, "pgbouncer ended at once");
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port);
                return true;
            }
            catch (SocketException)
            {
                return false;
            }
        },
        "pgbouncer listens");
}
