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
        Assert.True(server.IsRunning);

        await server.DisposeAsync();

        Assert.False(Directory.Exists(folder));
        Assert.False(Sandboxes.IsRunning(server.ProcessId));
        Assert.DoesNotContain(SandboxServer.FindRunning(), other => other.Name == server.Name);
    }
}
