using SchemaMigrate.Sandbox;
using SchemaMigrate.Tests.Fixtures;

namespace SchemaMigrate.Tests.Connections;

/// <summary>A shared server that listens on TCP, for tests of what is between client and server.</summary>
internal static class TcpServer
{
    private static readonly Lazy<Task<SandboxServer>> Server = new(async () =>
    {
        var binaries = (await PostgresFixture.ServerAsync()).BinDirectory;
        return await SandboxServer.StartAsync(new SandboxOptions { Tcp = true, BinDirectory = binaries }, TimeProvider.System, CancellationToken.None);
    });

    public static async Task<string> NewDatabaseAsync() => await (await Server.Value).CreateDatabaseAsync(null, CancellationToken.None);
}
