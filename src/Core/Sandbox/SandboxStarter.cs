using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Npgsql;

namespace SchemaMigrate.Sandbox;

/// <summary>Makes a sandbox: programs, data directory, settings, server.</summary>
internal sealed class SandboxStarter(ServiceAccount account, SandboxPaths paths, TimeProvider timeProvider)
{
    private const int PortAttempts = 5;
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(60);

    /// <summary>What a sandbox is made of once its server accepts connections.</summary>
    public sealed record Started(SandboxOptions Options, PostgresBinaries Binaries, SandboxFolder Folder, SandboxLease Lease, GuardedServer Server);

    /// <summary>Makes a sandbox; when that fails, nothing is left behind.</summary>
    public async Task<Started> StartAsync(SandboxOptions options, CancellationToken cancellationToken)
    {
        ServerConfiguration.Check(options.Settings);
        await new SandboxSweep(new LeaseStore(paths), timeProvider).RunAsync(cancellationToken).ConfigureAwait(false);
        var binaries = await new PostgresSearch(account, paths, timeProvider).FindAsync(options.BinDirectory, options.Version, cancellationToken).ConfigureAwait(false);
        var template = await new TemplateCache(paths, account, timeProvider).GetAsync(binaries, cancellationToken).ConfigureAwait(false);
        var password = options.Tcp || account.IsShared ? template.Password : null;
        return await BringUpAsync(options, binaries, password, Fill, Finish, cancellationToken).ConfigureAwait(false);

        Task<SandboxOptions> Fill(SandboxFolder folder)
        {
            new FolderCopy(account).Run(template.Data, folder.Data, cancellationToken);
            return Task.FromResult(options);
        }

        Task<Started> Finish(Started started) => password is null ? Task.FromResult(started) : WithFreshPasswordAsync(started, cancellationToken);
    }

    /// <summary>Makes a standby of a running sandbox, of the same kind; when that fails, nothing is left behind.</summary>
    public Task<Started> StartStandbyAsync(Started primary, CancellationToken cancellationToken)
    {
        return BringUpAsync(primary.Options, primary.Binaries, primary.Lease.Password, FillAsync, Task.FromResult, cancellationToken);

        async Task<SandboxOptions> FillAsync(SandboxFolder folder)
        {
            var slot = folder.Name.Replace('-', '_');
            await StandbyData.CopyAsync(primary.Lease.ConnectionString("postgres"), primary.Folder.Data, folder, account, slot, cancellationToken).ConfigureAwait(false);
            return StandbyData.Follow(primary.Options, primary.Lease, slot);
        }
    }

    private async Task<Started> BringUpAsync(
        SandboxOptions options,
        PostgresBinaries binaries,
        string? password,
        Func<SandboxFolder, Task<SandboxOptions>> fill,
        Func<Started, Task<Started>> finish,
        CancellationToken cancellationToken)
    {
        var leases = new LeaseStore(paths);
        var folder = SandboxFolder.Choose(account, options.Durable);
        var lease = new SandboxLease
        {
            Machine = Environment.MachineName,
            Folder = folder.Root,
            Owner = ProcessIdentity.Current,
            Keep = options.Keep,
            Version = binaries.Version,
            Password = password,
            StartedAt = timeProvider.GetUtcNow(),
        };
        leases.Write(lease);
        try
        {
            folder.Create(account);
            options = await fill(folder).ConfigureAwait(false);
            for (var attempt = 1; ; attempt++)
            {
                lease = lease with { Port = options.Tcp ? FreePort() : null };
                ServerConfiguration.Write(folder, account, options, lease.Port, trust: password is null);
                try
                {
                    return await finish(await LaunchAsync(options, binaries, folder, lease, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
                }
                catch (SandboxStartException failure)
                    when (options.Tcp && attempt < PortAttempts && failure.ServerLog.Contains("could not bind", StringComparison.Ordinal))
                {
                    // Somebody took the port between our look and the server's start.
                }
            }
        }
        catch
        {
            folder.Delete();
            leases.Delete(lease);
            throw;
        }
    }

    /// <summary>Starts the server of a sandbox's data directory and waits until it accepts connections. When that fails the folder stays.</summary>
    public async Task<Started> LaunchAsync(
        SandboxOptions options, PostgresBinaries binaries, SandboxFolder folder, SandboxLease lease, CancellationToken cancellationToken)
    {
        var server = await GuardedServer.StartAsync(account, binaries, folder, guarded: !lease.Keep, cancellationToken).ConfigureAwait(false);
        try
        {
            lease = lease with { Server = server.Postmaster };
            new LeaseStore(paths).Write(lease);
            var began = timeProvider.GetTimestamp();
            while (!server.IsReady(folder))
            {
                if (!server.Postmaster.IsAlive)
                {
                    throw new SandboxStartException($"PostgreSQL {binaries.Version} from {binaries.Directory} did not start.", folder.LogTail());
                }

                if (timeProvider.GetElapsedTime(began) > StartPatience)
                {
                    throw new SandboxStartException($"PostgreSQL {binaries.Version} from {binaries.Directory} was not ready after {StartPatience.TotalSeconds:0} s.", folder.LogTail());
                }

                await Task.Delay(TimeSpan.FromMilliseconds(5), timeProvider, cancellationToken).ConfigureAwait(false);
            }

            return new Started(options, binaries, folder, lease, server);
        }
        catch
        {
            await new ServerShutdown(timeProvider).StopAsync(server.Postmaster, immediately: true, CancellationToken.None).ConfigureAwait(false);
            await server.ReleaseAsync(keepFolder: true, CancellationToken.None).ConfigureAwait(false);
            server.Dispose();
            throw;
        }
    }

    // The template's password is the same for every sandbox of this user; nobody who learns one sandbox's shall get into another.
    private async Task<Started> WithFreshPasswordAsync(Started started, CancellationToken cancellationToken)
    {
        try
        {
            var lease = started.Lease with { Password = RandomNumberGenerator.GetHexString(48, lowercase: true) };
            await using var source = NpgsqlDataSource.Create(started.Lease.ConnectionString("postgres"));

            // Hex digits need no quoting, and ALTER ROLE takes no parameters.
            await using var command = source.CreateCommand($"ALTER ROLE postgres PASSWORD '{lease.Password}'");
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            new LeaseStore(paths).Write(lease);
            return started with { Lease = lease };
        }
        catch
        {
            await new ServerShutdown(timeProvider).StopAsync(started.Server.Postmaster, immediately: true, CancellationToken.None).ConfigureAwait(false);
            await started.Server.ReleaseAsync(keepFolder: true, CancellationToken.None).ConfigureAwait(false);
            started.Server.Dispose();
            throw;
        }
    }

    // PostgreSQL has no 'any port'.
    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
