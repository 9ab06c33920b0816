using System.Collections.Concurrent;
using SchemaMigrate.Sandbox;

namespace SchemaMigrate.Cmdlets;

/// <summary>The sandboxes that this process started: held so that they live until they are stopped or the process ends.</summary>
internal static class StartedSandboxes
{
    private static readonly ConcurrentDictionary<string, SandboxServer> Servers = new(StringComparer.Ordinal);

    public static IReadOnlyCollection<string> Names => [.. Servers.Keys];

    public static void Add(SandboxServer server) => Servers[server.Name] = server;

    public static SandboxServer? Take(string name) => Servers.TryRemove(name, out var server) ? server : null;
}
