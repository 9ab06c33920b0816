using SchemaMigrate.Errors;
using SchemaMigrate.Sandbox;
using SchemaMigrate.Tests.Fixtures;

namespace SchemaMigrate.Tests.Sandbox;

public sealed class SandboxLifetimeTests
{
    private static readonly ProcessIdentity NobodyAlive = new(Environment.ProcessId, "a process that had our number before us");

    [Fact]
    public async Task An_owner_that_is_killed_takes_its_sandbox_along()
    {
        using var cache = new PrivateCache();
        using var owner = await ChildRun.StartAsync("sandbox", (SandboxPaths.Variable, Path.GetDirectoryName(cache.Paths.Cache)!));
        var (data, server) = Parse(owner.Answer);
        Assert.True(Sandboxes.IsRunning(server));

        await owner.KillAsync();

        await Sandboxes.EventuallyAsync(
            () => !Sandboxes.IsRunning(server) && !Directory.Exists(Path.GetDirectoryName(data)), TimeSpan.FromSeconds(2), "The sandbox outlived its owner by 2 s.");
    }

    [Theory]
    [InlineData(100)]
    [InlineData(120)]
    [InlineData(140)]
    [InlineData(160)]
    public async Task An_owner_that_is_killed_at_any_moment_of_the_start_leaves_no_server(int milliseconds)
    {
        using var cache = new PrivateCache();
        await (await cache.StartAsync()).DisposeAsync();
        using var owner = await ChildRun.StartAsync("starting-sandbox", (SandboxPaths.Variable, Path.GetDirectoryName(cache.Paths.Cache)!));
        await Task.Delay(milliseconds);
        await owner.KillAsync();

        foreach (var lease in cache.Leases.Read())
        {
            await Sandboxes.EventuallyAsync(() => !Sandboxes.IsMentioned(lease.Folder), TimeSpan.FromSeconds(2), "A server outlived its owner by 2 s.");

            // The folder alone may be left when there was no guardian yet; the next start takes it.
            await (await cache.StartAsync()).DisposeAsync();
            Assert.False(Directory.Exists(lease.Folder));
        }

        Assert.Empty(Directory.GetFiles(cache.Paths.Leases, "*.json"));
    }

    [Fact]
    public async Task A_kept_sandbox_outlives_its_owner_and_is_found_and_stopped_by_name()
    {
        using var cache = new PrivateCache();
        using var owner = await ChildRun.StartAsync("kept-sandbox", (SandboxPaths.Variable, Path.GetDirectoryName(cache.Paths.Cache)!));
        var (data, server) = Parse(owner.Answer);
        await owner.FinishAsync();

        // Another start sweeps; the kept one must not be taken for a leftover.
        await (await cache.StartAsync()).DisposeAsync();
        var found = Assert.Single(SandboxServer.FindRunning(cache.Paths));

        Assert.Equal((data, server, true), (found.DataDirectory, found.ProcessId, found.Keep));
        Assert.Equal(1, await Sandboxes.ScalarAsync(found.ConnectionString, "SELECT 1"));

        await SandboxServer.StopAsync(found.Name, cache.Paths, TimeProvider.System, CancellationToken.None);

        Assert.False(Sandboxes.IsRunning(server));
        Assert.False(Directory.Exists(Path.GetDirectoryName(data)));
        Assert.Empty(SandboxServer.FindRunning(cache.Paths));
        var unknown = await Assert.ThrowsAsync<MigrationException>(() => SandboxServer.StopAsync(found.Name, cache.Paths, TimeProvider.System, CancellationToken.None));
        Assert.Equal(SandboxErrors.SandboxNotFound, unknown.Definition);
    }

    [Fact]
    public async Task Disposing_a_kept_sandbox_leaves_it_running_and_stopping_it_does_not()
    {
        using var cache = new PrivateCache();
        var server = await cache.StartAsync(new SandboxOptions { Keep = true });
        await server.KillAsync(CancellationToken.None);
        await server.RestartAsync(CancellationToken.None);
        await server.DisposeAsync();
        Assert.Equal(server.Name, Assert.Single(SandboxServer.FindRunning(cache.Paths)).Name);

        await SandboxServer.StopAsync(server.Name, cache.Paths, TimeProvider.System, CancellationToken.None);
        Assert.False(Sandboxes.IsRunning(server.ProcessId));
    }

    [Fact]
    public async Task What_a_dead_owner_and_its_dead_guardian_left_is_swept_at_the_next_start()
    {
        using var cache = new PrivateCache();
        var orphan = await cache.StartAsync(new SandboxOptions { Keep = true });
        cache.Leases.Write(Assert.Single(cache.Leases.Read()) with { Keep = false, Owner = NobodyAlive });

        await using var next = await cache.StartAsync();

        Assert.False(Sandboxes.IsRunning(orphan.ProcessId));
        Assert.False(Directory.Exists(Path.GetDirectoryName(orphan.DataDirectory)));
        Assert.Equal(next.Name, Path.GetFileName(Assert.Single(cache.Leases.Read()).Folder));
        await orphan.DisposeAsync();
    }

    [Fact]
    public async Task A_sweep_spares_a_process_that_got_a_dead_servers_number_and_a_folder_that_is_not_a_sandbox()
    {
        using var cache = new PrivateCache();
        var bystander = Directory.CreateDirectory(Path.Combine(cache.Root, "precious")).FullName;
        using var innocent = await ChildRun.StartAsync("sandbox", (SandboxPaths.Variable, Path.Combine(cache.Root, "other")));
        var (_, process) = Parse(innocent.Answer);
        cache.Leases.Write(new SandboxLease
        {
            Machine = Environment.MachineName,
            Folder = bystander,
            Owner = NobodyAlive,
            Server = new ProcessIdentity(process, "long ago"),
            Keep = true,
            Version = "15.18",
            StartedAt = TimeProvider.System.GetUtcNow(),
        });

        await using var next = await cache.StartAsync();

        Assert.True(Sandboxes.IsRunning(process));
        Assert.True(Directory.Exists(bystander));
        Assert.Single(cache.Leases.Read());
    }

    [Fact]
    public void This_process_is_alive_and_one_that_started_at_another_time_is_not()
    {
        Assert.True(ProcessIdentity.Current.IsAlive);
        Assert.False(NobodyAlive.IsAlive);
        Assert.Null(ProcessIdentity.Of(int.MaxValue));
    }

    private static (string Data, int Server) Parse(string answer) => (answer.Split('\t')[1], int.Parse(answer.Split('\t')[2]));
}
