using SchemaMigrate.Sandbox;

namespace SchemaMigrate.Tests.Sandbox;

/// <summary>Sandbox folders of one test, so that it sees no other test's sandboxes.</summary>
internal sealed class PrivateCache : IDisposable
{
    public PrivateCache()
    {
        Root = Directory.CreateTempSubdirectory("sandbox-test-").FullName;

        // Binaries must be readable by the user that the server runs as.
        FileModes.Set(Root, 0b111_101_101);
        Paths = new SandboxPaths(Path.Combine(Root, "cache", "templates"), Path.Combine(Root, "cache", "sandboxes"), Path.Combine(Root, "postgres"));
    }

    public string Root { get; }

    public SandboxPaths Paths { get; }

    public LeaseStore Leases => new(Paths);

    public Task<SandboxServer> StartAsync(SandboxOptions? options = null) =>
        SandboxServer.StartAsync(options ?? new SandboxOptions(), Paths, TimeProvider.System, CancellationToken.None);

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
