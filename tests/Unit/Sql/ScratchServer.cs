using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace SchemaMigrate.Tests.Sql;

/// <summary>A PostgreSQL of our own in a temporary directory, reached through a private socket, gone when the test run ends.</summary>
public sealed class ScratchServer : IDisposable
{
    private readonly string directory;
    private readonly Process server;

    private ScratchServer(string directory, Process server, int major)
    {
        (this.directory, this.server, Major) = (directory, server, major);
        ConnectionString = $"Host={directory};Username=postgres;Database=postgres;Pooling=false;Timeout=5;Command Timeout=30";
    }

    public int Major { get; }

    public string ConnectionString { get; }

    /// <summary>Directories with server programs: those in SCHEMAMIGRATE_POSTGRES_BIN, else what the system has.</summary>
    public static IReadOnlyList<string> Installations()
    {
        var given = Environment.GetEnvironmentVariable("SCHEMAMIGRATE_POSTGRES_BIN");
        if (!string.IsNullOrEmpty(given))
        {
            return given.Split(Path.PathSeparator);
        }

        const string Debian = "/usr/lib/postgresql";
        return Directory.Exists(Debian)
            ? Directory.GetDirectories(Debian).Select(path => Path.Combine(path, "bin")).Where(path => File.Exists(Path.Combine(path, "initdb"))).Order().ToList()
            : [];
    }

    public static ScratchServer Start(string bin)
    {
        var directory = Directory.CreateTempSubdirectory("sqltest").FullName;
        if (Environment.UserName == "root")
        {
            Run("chown", ["postgres:postgres", directory]);
        }

        var data = Path.Combine(directory, "data");
        Run(Unprivileged(Path.Combine(bin, "initdb")), ["-D", data, "-U", "postgres", "-A", "trust", "-N", "--locale=C", "-E", "UTF8"]);
        var server = Launch(
            Unprivileged(Path.Combine(bin, "postgres")),
            ["-D", data, "-k", directory, "-c", "listen_addresses=", "-c", "fsync=off", "-c", "autovacuum=off", "-c", "shared_buffers=16MB", "-c", "wal_level=logical"]);
        var major = int.Parse(File.ReadAllText(Path.Combine(data, "PG_VERSION")), CultureInfo.InvariantCulture);
        var scratch = new ScratchServer(directory, server, major);
        scratch.WaitUntilReady();
        return scratch;
    }

    public NpgsqlConnection Open()
    {
        var connection = new NpgsqlConnection(ConnectionString);
        connection.Open();
        return connection;
    }

    public void Dispose()
    {
        if (!server.HasExited)
        {
            Run("kill", ["-QUIT", server.Id.ToString(CultureInfo.InvariantCulture)]);
            server.WaitForExit(10_000);
        }

        server.Dispose();
        Directory.Delete(directory, recursive: true);
    }

    private static string[] Unprivileged(string program) =>
        Environment.UserName == "root" ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", program] : [program];

    private static void Run(string program, string[] arguments) => Run([program], arguments);

    private static void Run(string[] command, string[] arguments)
    {
        using var process = Launch(command, arguments);
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{string.Join(' ', command)} failed with {process.ExitCode}.");
    }

    private static Process Launch(string[] command, string[] arguments)
    {
        var start = new ProcessStartInfo(command[0]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" };
        foreach (var argument in command.Skip(1).Concat(arguments))
        {
            start.ArgumentList.Add(argument);
        }

        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private void WaitUntilReady()
    {
        var since = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                using var connection = Open();
                return;
            }
            catch (NpgsqlException) when (since.Elapsed < TimeSpan.FromSeconds(30) && !server.HasExited)
            {
                Thread.Sleep(50);
            }
        }
    }
}
