using SchemaMigrate.Errors;
using SchemaMigrate.Sandbox;

namespace SchemaMigrate.Tests.Sandbox;

public sealed class SandboxSettingsTests
{
    [Fact]
    public async Task Settings_reach_the_server_and_give_way_to_alter_system()
    {
        await using var server = await Sandboxes.StartAsync(new SandboxOptions
        {
            Settings = new Dictionary<string, string> { ["wal_level"] = "logical", ["my.text"] = "it's a \\ and\na line", ["work_mem"] = "5MB" },
        });
        Assert.Equal("logical", await Sandboxes.ScalarAsync(server.ConnectionString, "SHOW wal_level"));
        Assert.Equal("it's a \\ and\na line", await Sandboxes.ScalarAsync(server.ConnectionString, "SHOW my.text"));

        await Sandboxes.ScalarAsync(server.ConnectionString, "ALTER SYSTEM SET work_mem = '7MB'");
        await Sandboxes.ScalarAsync(server.ConnectionString, "SELECT pg_reload_conf()");
        await server.RestartAsync(CancellationToken.None);
        Assert.Equal("7MB", await Sandboxes.ScalarAsync(server.ConnectionString, "SHOW work_mem"));
    }

    [Theory]
    [InlineData(false, "off")]
    [InlineData(true, "on")]
    public async Task Only_a_durable_sandbox_flushes_and_neither_forgets_commits(bool durable, string fsync)
    {
        await using var server = await Sandboxes.StartAsync(new SandboxOptions { Durable = durable });

        Assert.Equal(fsync, await Sandboxes.ScalarAsync(server.ConnectionString, "SHOW fsync"));
        Assert.Equal("on", await Sandboxes.ScalarAsync(server.ConnectionString, "SHOW synchronous_commit"));
        Assert.NotEqual(durable, server.DataDirectory.StartsWith("/dev/shm/", StringComparison.Ordinal) && Directory.Exists("/dev/shm"));
    }

    [Theory]
    [InlineData("port", "1")]
    [InlineData("Data_Directory", "/")]
    [InlineData("work_mem = 1\nport", "1")]
    [InlineData("", "1")]
    public async Task Settings_that_would_move_the_server_are_refused(string name, string value)
    {
        var refused = await Assert.ThrowsAsync<MigrationException>(() => Sandboxes.StartAsync(new SandboxOptions { Settings = new Dictionary<string, string> { [name] = value } }));

        Assert.Equal(SandboxErrors.SandboxSettingRefused, refused.Definition);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_setting_that_the_server_rejects_is_named_and_nothing_is_left_behind(bool keep)
    {
        using var cache = new PrivateCache();
        var options = new SandboxOptions { Keep = keep, Settings = new Dictionary<string, string> { ["wal_level"] = "extreme" } };

        var failure = await Assert.ThrowsAsync<SandboxStartException>(() => cache.StartAsync(options));

        Assert.Equal("SandboxStartFailed", failure.ErrorId);
        Assert.Contains("invalid value for parameter \"wal_level\": \"extreme\"", failure.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(cache.Paths.Leases));
    }
}
