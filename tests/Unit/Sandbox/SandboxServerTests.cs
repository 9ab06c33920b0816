using Npgsql;
using SchemaMigrate.Errors;
using SchemaMigrate.Sandbox;
using SchemaMigrate.Tests.Fixtures;

namespace SchemaMigrate.Tests.Sandbox;

public sealed class SandboxServerTests
{
    [Theory]
    [ClassData(typeof(ServerMajors))]
    public async Task A_sandbox_answers_and_leaves_nothing_when_stopped(int major)
    {
        var server = await Sandboxes.StartAsync(new SandboxOptions { Version = $"{major}" });
        var folder = Path.GetDirectoryName(server.DataDirectory)!;

        Assert.Equal(major, server.Major);
        Assert.Equal(server.Version, (await Sandboxes.ScalarAsync(server.ConnectionString, "SHOW server_version"))!.ToString()!.Split(' ')[0]);
        Assert.Equal(server.ProcessId, int.Parse(File.ReadLines(Path.Combine(server.DataDirectory, "postmaster.pid")).First()));
        Assert.True(server.IsRunning);

        await server.StopAsync(CancellationToken.None);

        Assert.False(server.IsRunning);
        Assert.False(Directory.Exists(folder));
        Assert.False(Sandboxes.IsRunning(server.ProcessId));
        Assert.DoesNotContain(SandboxServer.FindRunning(), other => other.Name == server.Name);
        await server.DisposeAsync();
    }

    [Fact]
    public async Task Sandboxes_started_at_once_share_one_template_and_no_data()
    {
        using var cache = new PrivateCache();
        var servers = await Task.WhenAll(cache.StartAsync(), cache.StartAsync(), cache.StartAsync());

        Assert.Single(Directory.GetDirectories(cache.Paths.Cache));
        var identifiers = await Task.WhenAll(servers.Select(server => Sandboxes.ScalarAsync(server.ConnectionString, "SHOW data_directory")));
        Assert.Equal(3, identifiers.Distinct().Count());

        foreach (var server in servers)
        {
            await server.DisposeAsync();
        }

        Assert.Empty(cache.Leases.Read());
    }

    [Fact]
    public async Task Every_created_database_is_empty_and_another()
    {
        await using var server = await Sandboxes.StartAsync();
        var first = await server.CreateDatabaseAsync(null, CancellationToken.None);
        var second = await server.CreateDatabaseAsync("Odd \"name\"", CancellationToken.None);
        await Sandboxes.ScalarAsync(first, "CREATE TABLE t ()");

        Assert.Equal("Odd \"name\"", await Sandboxes.ScalarAsync(second, "SELECT current_database()::text"));
        Assert.Equal(0L, await Sandboxes.ScalarAsync(second, "SELECT count(*) FROM pg_class WHERE relname = 't'"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_killed_server_comes_back_with_every_committed_row_at_the_same_address(bool tcp)
    {
        await using var server = await Sandboxes.StartAsync(new SandboxOptions { Tcp = tcp });
        var database = await server.CreateDatabaseAsync(null, CancellationToken.None);
        await Sandboxes.ScalarAsync(database, "CREATE TABLE t AS SELECT 42 AS a");
        await server.KillAsync(CancellationToken.None);

        Assert.False(server.IsRunning);
        await Assert.ThrowsAsync<NpgsqlException>(() => Sandboxes.ScalarAsync(database, "SELECT 1"));
        var refused = await Assert.ThrowsAsync<MigrationException>(() => server.CreateDatabaseAsync(null, CancellationToken.None));
        Assert.Equal(SandboxErrors.SandboxNotRunning, refused.Definition);

        await server.RestartAsync(CancellationToken.None);

        Assert.Equal(42, await Sandboxes.ScalarAsync(database, "SELECT a FROM t"));
        await server.RestartAsync(CancellationToken.None);
        Assert.Equal(42, await Sandboxes.ScalarAsync(database, "SELECT a FROM t"));
    }

    [Fact]
    public async Task Stopping_a_killed_sandbox_leaves_nothing()
    {
        using var cache = new PrivateCache();
        var server = await cache.StartAsync();
        await server.KillAsync(CancellationToken.None);
        await server.StopAsync(CancellationToken.None);

        Assert.False(Directory.Exists(Path.GetDirectoryName(server.DataDirectory)));
        Assert.Empty(cache.Leases.Read());
    }

    [Fact]
    public async Task A_server_on_tcp_wants_its_own_password_and_never_shows_it()
    {
        await using var server = await Sandboxes.StartAsync(new SandboxOptions { Tcp = true });
        await using var other = await Sandboxes.StartAsync(new SandboxOptions { Tcp = true });
        var own = new NpgsqlConnectionStringBuilder(server.ConnectionString);
        var others = new NpgsqlConnectionStringBuilder(other.ConnectionString);

        Assert.Equal(1, await Sandboxes.ScalarAsync(own.ConnectionString, "SELECT 1"));
        Assert.Equal("127.0.0.1", server.Host);
        Assert.NotEqual(own.Password, others.Password);
        Assert.DoesNotContain(own.Password!, $"{server} {SandboxServer.FindRunning().Single(running => running.Name == server.Name)}", StringComparison.Ordinal);

        own.Password = others.Password;
        var refused = await Assert.ThrowsAsync<PostgresException>(() => Sandboxes.ScalarAsync(own.ConnectionString, "SELECT 1"));
        Assert.Equal(PostgresErrorCodes.InvalidPassword, refused.SqlState);
    }

    [Fact]
    public async Task A_server_on_a_socket_is_closed_to_other_users_and_to_the_network()
    {
        await using var server = await Sandboxes.StartAsync();

        Assert.Equal(0b111_000_000, FileModes.Of(server.Host));
        Assert.Equal("", await Sandboxes.ScalarAsync(server.ConnectionString, "SHOW listen_addresses"));
    }

    [Fact]
    public async Task A_server_that_root_runs_as_nobody_wants_a_password_even_on_its_socket()
    {
        if (Environment.UserName != "root")
        {
            // Only root runs servers as somebody else.
            return;
        }

        using var cache = new PrivateCache();
        await using var server = await SandboxServer.StartAsync(
            new SandboxOptions(), ServiceAccount.Lookup("nobody")!, cache.Paths, TimeProvider.System, CancellationToken.None);
        Assert.Equal(1, await Sandboxes.ScalarAsync(server.ConnectionString, "SELECT 1"));

        var without = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Password = null };
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => Sandboxes.ScalarAsync(without.ConnectionString, "SELECT 1"));
        Assert.StartsWith("/", without.Host, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Root_can_also_step_down_with_runuser(bool keep)
    {
        if (Environment.UserName != "root")
        {
            // Only root runs servers as somebody else.
            return;
        }

        using var cache = new PrivateCache();
        var account = ServiceAccount.ForThisProcess();
        var other = account with { StepDown = [ServiceAccount.FindProgram("runuser")!, "-u", account.Name, "--"] };
        var server = await SandboxServer.StartAsync(new SandboxOptions { Keep = keep }, other, cache.Paths, TimeProvider.System, CancellationToken.None);
        Assert.Equal(1, await Sandboxes.ScalarAsync(server.ConnectionString, "SELECT 1"));
        Assert.Equal(server.ProcessId, int.Parse(File.ReadLines(Path.Combine(server.DataDirectory, "postmaster.pid")).First()));

        await server.StopAsync(CancellationToken.None);

        Assert.False(Sandboxes.IsMentioned(server.DataDirectory));
        Assert.False(Directory.Exists(Path.GetDirectoryName(server.DataDirectory)));
        await server.DisposeAsync();
    }

    [Fact]
    public async Task Cancelling_a_start_leaves_nothing()
    {
        using var cache = new PrivateCache();
        await (await cache.StartAsync()).DisposeAsync();
        foreach (var milliseconds in new[] { 0, 15, 30, 45, 60 })
        {
            using var stop = new CancellationTokenSource(milliseconds);
            try
            {
                await (await SandboxServer.StartAsync(new SandboxOptions(), cache.Paths, TimeProvider.System, stop.Token)).DisposeAsync();
            }
            catch (OperationCanceledException)
            {
                Assert.True(stop.IsCancellationRequested);
            }

            Assert.Empty(Directory.GetFiles(cache.Paths.Leases));
        }
    }
}
