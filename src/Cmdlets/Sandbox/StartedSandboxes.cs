using System.Collections.Concurrent;
using SchemaMigrate.Sandbox;

namespace SchemaMigrate.Cmdlets;

/// <summary>The sandboxes that this process started: held so that they live until they are stopped or the process ends.</summary>
internal static class StartedSandboxes
{
    private static readonly ConcurrentDictionary<string, SandboxServer> Servers = new(StringComparer.Ordinal);

    private static readonly ConcurrentDictionary<string, bool> Stopped = new(StringComparer.Ordinal);

    public static IReadOnlyCollection<string> Names => [.. Servers.Keys];

    public static void Add(SandboxServer server) => Servers[server.Name] = server;

    /// <summary>Whether this process has stopped a sandbox of that name.</summary>
    public static bool HasStopped(string name) => Stopped.ContainsKey(name);

    /// <summary>Hands a sandbox over to be stopped; null when this process has none of that name (any more).</summary>
    public static SandboxServer? Take(string name)
    {
        if (Servers.TryRemove(name, out var server))
        {
            Stopped[name] = true;
            return server;
        }

        return null;
    }
}
