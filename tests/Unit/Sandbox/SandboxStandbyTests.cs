using SchemaMigrate.Errors;
using SchemaMigrate.Sandbox;
using SchemaMigrate.Tests.Fixtures;

namespace SchemaMigrate.Tests.Sandbox;

public sealed class SandboxStandbyTests
{
    [Theory]
    [ClassData(typeof(ServerMajors))]
    public async Task A_standby_follows_its_primary_and_is_read_only(int major) => await FollowsAsync(new SandboxOptions { Version = $"{major}" });

    [Fact]
    public async Task A_standby_of_a_server_on_tcp_logs_in_with_the_password() => await FollowsAsync(new SandboxOptions { Tcp = true });

    [Fact]
    public async Task Replay_can_be_held_back_and_let_go()
    {
        await using var primary = await Sandboxes.StartAsync();
        await using var standby = await primary.CreateStandbyAsync(CancellationToken.None);
        await Sandboxes.ScalarAsync(standby.ConnectionString, "SELECT pg_wal_replay_pause()");
        await Sandboxes.EventuallyAsync(
            () => "paused".Equals(Sandboxes.ScalarAsync(standby.ConnectionString, "SELECT pg_get_wal_replay_pause_state()").GetAwaiter().GetResult()),
            TimeSpan.FromSeconds(10),
            "Replay did not pause.");
        await Sandboxes.ScalarAsync(primary.ConnectionString, "CREATE TABLE t AS SELECT 1 AS a");
        await Task.Delay(200);
        Assert.Null(await Sandboxes.ScalarAsync(standby.ConnectionString, "SELECT to_regclass('t')::text"));

        await Sandboxes.ScalarAsync(standby.ConnectionString, "SELECT pg_wal_replay_resume()");
        await ArrivesAsync(standby);
    }

    [Fact]
    public async Task A_server_with_minimal_wal_cannot_have_one()
    {
        using var cache = new PrivateCache();
        await using var primary = await cache.StartAsync(new SandboxOptions
        {
            Settings = new Dictionary<string, string> { ["wal_level"] = "minimal", ["max_wal_senders"] = "0" },
        });

        var refused = await Assert.ThrowsAsync<MigrationException>(() => primary.CreateStandbyAsync(CancellationToken.None));

        Assert.Equal(SandboxErrors.SandboxStandbyUnsupported, refused.Definition);
        Assert.Single(cache.Leases.Read());
    }

    private static async Task FollowsAsync(SandboxOptions options)
    {
        await using var primary = await Sandboxes.StartAsync(options);
        await using var standby = await primary.CreateStandbyAsync(CancellationToken.None);
        await Sandboxes.ScalarAsync(primary.ConnectionString, "CREATE TABLE t AS SELECT 1 AS a");
        await ArrivesAsync(standby);

        Assert.Equal(true, await Sandboxes.ScalarAsync(standby.ConnectionString, "SELECT pg_is_in_recovery()"));
        Assert.Equal(
            standby.Name.Replace('-', '_'), await Sandboxes.ScalarAsync(primary.ConnectionString, "SELECT application_name FROM pg_stat_replication WHERE state = 'streaming'"));
    }

    private static Task ArrivesAsync(SandboxServer standby) => Sandboxes.EventuallyAsync(
        () => Sandboxes.ScalarAsync(standby.ConnectionString, "SELECT to_regclass('t')::text").GetAwaiter().GetResult() is "t",
        TimeSpan.FromSeconds(10),
        "The table did not arrive on the standby.");
}
