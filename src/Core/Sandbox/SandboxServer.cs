using System.Security.Cryptography;
using Npgsql;
using SchemaMigrate.Errors;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Sandbox;

/// <summary>
/// A throwaway PostgreSQL server. It ends, and its files go, when it is stopped or disposed, within a second of the death of the process that started it,
/// and after a crash of the machine at the next start of any sandbox. Reachable by this user only. Not safe for concurrent start, stop and kill calls;
/// creating databases concurrently is fine.
/// </summary>
public sealed class SandboxServer : IAsyncDisposable
{
    private readonly SandboxPaths paths;
    private readonly TimeProvider timeProvider;
    private readonly SandboxStarter starter;
    private readonly SandboxSweep sweep;
    private readonly ServerShutdown shutdown;
    private readonly SandboxOptions options;
    private readonly PostgresBinaries binaries;
    private readonly SandboxFolder folder;
    private readonly NpgsqlDataSource administration;
    private SandboxLease lease;
    private GuardedServer? server;
    private bool ended;

    private SandboxServer(SandboxStarter starter, SandboxStarter.Started started, SandboxPaths paths, TimeProvider timeProvider)
    {
        this.starter = starter;
        this.paths = paths;
        this.timeProvider = timeProvider;
        sweep = new SandboxSweep(new LeaseStore(paths), timeProvider);
        shutdown = new ServerShutdown(timeProvider);
        (options, binaries, folder, lease, server) = started;
        administration = NpgsqlDataSource.Create(ConnectionString + ";Maximum Pool Size=4");
    }

    /// <summary>The sandbox's name, unique on this machine.</summary>
    public string Name => folder.Name;

    /// <summary>The server's version: <c>15.18</c>.</summary>
    public string Version => binaries.Version;

    /// <summary>The server's major version.</summary>
    public int Major => binaries.Major;

    /// <summary>The folder of the server's programs.</summary>
    public string BinDirectory => binaries.Directory;

    /// <summary>Why this PostgreSQL was taken: the place where it was found.</summary>
    public string BinariesFrom => binaries.FoundIn;

    /// <summary>How to connect to the database <c>postgres</c> as superuser, in Npgsql's form. It may hold a password: do not log it.</summary>
    public string ConnectionString => lease.ConnectionString("postgres");

    /// <summary>The folder of the server's socket, or 127.0.0.1.</summary>
    public string Host => lease.Port is null ? lease.Folder : "127.0.0.1";

    /// <summary>The server's port; with a socket it is only a part of the socket's name.</summary>
    public int Port => lease.Port ?? SandboxLease.SocketPort;

    /// <summary>The server's data directory.</summary>
    public string DataDirectory => folder.Data;

    /// <summary>The server's first process.</summary>
    public int ProcessId => lease.Server!.Id;

    /// <summary>Whether the server runs now.</summary>
    public bool IsRunning => server is not null && lease.Server!.IsAlive;

    /// <summary>Whether the server outlives this process.</summary>
    public bool Keep => lease.Keep;

    /// <summary>When it was started.</summary>
    public DateTimeOffset StartedAt => lease.StartedAt;

    /// <summary>Starts a sandbox: about 0.2 s, or 1 to 2 s the first time for each PostgreSQL installation.</summary>
    /// <param name="options">What is wanted.</param>
    /// <param name="timeProvider">The clock; it must run.</param>
    /// <param name="cancellationToken">Ends the start and leaves nothing behind.</param>
    /// <exception cref="MigrationException">
    /// <see cref="SandboxErrors.SandboxBinariesNotFound"/>, <see cref="SandboxErrors.SandboxVersionNotFound"/>, <see cref="SandboxErrors.SandboxSettingRefused"/>,
    /// <see cref="SandboxErrors.SandboxAccountMissing"/>, <see cref="SandboxErrors.SandboxPlatformUnsupported"/>, or <see cref="SandboxStartException"/>.
    /// </exception>
    public static Task<SandboxServer> StartAsync(SandboxOptions options, TimeProvider timeProvider, CancellationToken cancellationToken) =>
        StartAsync(options, SandboxPaths.ForThisUser(), timeProvider, cancellationToken);

    /// <summary>The running sandboxes of this user on this machine, whoever started them.</summary>
    public static IReadOnlyList<RunningSandbox> FindRunning() => FindRunning(SandboxPaths.ForThisUser());

    /// <summary>Stops a sandbox by its name, also one that another process started, and deletes its files.</summary>
    /// <param name="name">The name, as in <see cref="FindRunning()"/>.</param>
    /// <param name="timeProvider">The clock; it must run.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="MigrationException"><see cref="SandboxErrors.SandboxNotFound"/>.</exception>
    public static Task StopAsync(string name, TimeProvider timeProvider, CancellationToken cancellationToken) =>
        StopAsync(name, SandboxPaths.ForThisUser(), timeProvider, cancellationToken);

    /// <summary>Creates an empty database (0.05 to 0.1 s) and gives the connection string for it.</summary>
    /// <param name="name">Its name; null makes one up.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="MigrationException"><see cref="SandboxErrors.SandboxNotRunning"/>.</exception>
    public async Task<string> CreateDatabaseAsync(string? name, CancellationToken cancellationToken)
    {
        DemandRunning();
        var database = new Identifier(name ?? "sandbox_" + RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz0123456789", 10));
        await using var command = administration.CreateCommand($"CREATE DATABASE {database}");
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        return lease.ConnectionString(database.Name);
    }

    /// <summary>Ends the server as a crash would: no checkpoint, connections broken. The data stay for <see cref="RestartAsync"/>.</summary>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="MigrationException"><see cref="SandboxErrors.SandboxNotRunning"/>.</exception>
    public async Task KillAsync(CancellationToken cancellationToken)
    {
        DemandRunning();
        await HaltAsync(immediately: true, keepFolder: true, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Starts the server again on its data, after an orderly stop when it still runs. Connection strings stay valid.</summary>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="SandboxStartException">The server did not start again.</exception>
    public async Task RestartAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(ended, this);
        await HaltAsync(immediately: false, keepFolder: true, cancellationToken).ConfigureAwait(false);
        (_, _, _, lease, server) = await starter.LaunchAsync(options, binaries, folder, lease, cancellationToken).ConfigureAwait(false);
        administration.Clear();
    }

    /// <summary>
    /// Starts a hot standby of this server that streams from it, about 0.3 s. Its <c>application_name</c> in <c>pg_stat_replication</c> and its replication slot
    /// are its name with <c>_</c> for <c>-</c>. The slot stays when the standby is stopped, as it would in production, and then keeps the primary's WAL.
    /// </summary>
    /// <param name="cancellationToken">Ends the start and leaves no server behind.</param>
    /// <exception cref="MigrationException">
    /// <see cref="SandboxErrors.SandboxNotRunning"/>, <see cref="SandboxErrors.SandboxStandbyUnsupported"/>, or <see cref="SandboxStartException"/>.
    /// </exception>
    public async Task<SandboxServer> CreateStandbyAsync(CancellationToken cancellationToken)
    {
        DemandRunning();
        var primary = new SandboxStarter.Started(options, binaries, folder, lease, server!);
        return new SandboxServer(starter, await starter.StartStandbyAsync(primary, cancellationToken).ConfigureAwait(false), paths, timeProvider);
    }

    /// <summary>Stops the server and deletes its files, also those of a kept one. Nothing happens when it was stopped before.</summary>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (ended)
        {
            return;
        }

        await HaltAsync(immediately: false, keepFolder: false, cancellationToken).ConfigureAwait(false);
        await sweep.RemoveAsync(lease, immediately: true, cancellationToken).ConfigureAwait(false);
        await administration.DisposeAsync().ConfigureAwait(false);
        ended = true;
    }

    /// <summary>Stops the server and deletes its files, unless it is a kept one, which goes on.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!Keep)
        {
            await StopAsync(CancellationToken.None).ConfigureAwait(false);
        }

        await administration.DisposeAsync().ConfigureAwait(false);
        server?.Dispose();
    }

    /// <summary>Name and version; never the password.</summary>
    public override string ToString() => $"{Name} (PostgreSQL {Version})";

    internal static async Task<SandboxServer> StartAsync(SandboxOptions options, SandboxPaths paths, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows())
        {
            throw new MigrationException(SandboxErrors.SandboxPlatformUnsupported, "Sandboxes cannot be started on Windows yet.");
        }

        return await StartAsync(options, ServiceAccount.ForThisProcess(), paths, timeProvider, cancellationToken).ConfigureAwait(false);
    }

    internal static async Task<SandboxServer> StartAsync(
        SandboxOptions options, ServiceAccount account, SandboxPaths paths, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        var starter = new SandboxStarter(account, paths, timeProvider);
        return new SandboxServer(starter, await starter.StartAsync(options, cancellationToken).ConfigureAwait(false), paths, timeProvider);
    }

    internal static IReadOnlyList<RunningSandbox> FindRunning(SandboxPaths paths) =>
    [
        .. from lease in new SandboxSweep(new LeaseStore(paths), TimeProvider.System).Running()
           let folder = new SandboxFolder(lease.Folder)
           select new RunningSandbox(
               folder.Name, lease.Version, lease.ConnectionString("postgres"), folder.Data, lease.Server!.Id, lease.Owner.Id, lease.Keep, lease.StartedAt),
    ];

    internal static async Task StopAsync(string name, SandboxPaths paths, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        var sweep = new SandboxSweep(new LeaseStore(paths), timeProvider);
        var lease = sweep.Running().FirstOrDefault(lease => Path.GetFileName(lease.Folder) == name)
            ?? throw new MigrationException(SandboxErrors.SandboxNotFound, $"No running sandbox is named {name}.") { Target = name };
        await sweep.RemoveAsync(lease, immediately: false, cancellationToken).ConfigureAwait(false);
    }

    private async Task HaltAsync(bool immediately, bool keepFolder, CancellationToken cancellationToken)
    {
        if (server is null)
        {
            return;
        }

        await shutdown.StopAsync(server.Postmaster, immediately, cancellationToken).ConfigureAwait(false);
        await server.ReleaseAsync(keepFolder, cancellationToken).ConfigureAwait(false);
        server.Dispose();
        server = null;
    }

    private void DemandRunning()
    {
        if (!IsRunning)
        {
            throw new MigrationException(SandboxErrors.SandboxNotRunning, $"The sandbox {Name} does not run.") { Target = Name };
        }
    }
}
