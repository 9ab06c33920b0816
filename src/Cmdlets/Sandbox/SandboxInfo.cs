using SchemaMigrate.Connections;
using SchemaMigrate.Sandbox;

namespace SchemaMigrate.Cmdlets;

/// <summary>A sandbox that was started: a throwaway PostgreSQL server. Give it to -Connection of any cmdlet.</summary>
public sealed class SandboxInfo
{
    internal SandboxInfo(SandboxServer server)
    {
        Server = server;
        (Name, Version, Host, Port, Keep, BinariesFrom, ProcessId) =
            (server.Name, server.Version, server.Host, server.Port, server.Keep, server.BinariesFrom, server.ProcessId);
        Target = ConnectionTarget.Parse(server.ConnectionString);
    }

    /// <summary>The sandbox's name, for Stop-MigrationSandbox.</summary>
    public string Name { get; }

    /// <summary>The server's version.</summary>
    public string Version { get; }

    /// <summary>The host, or the folder of the server's socket.</summary>
    public string Host { get; }

    /// <summary>The port.</summary>
    public int Port { get; }

    /// <summary>The database.</summary>
    public string Database => Target.Database;

    /// <summary>The role.</summary>
    public string Username => Target.Username;

    /// <summary>The server's process.</summary>
    public int ProcessId { get; }

    /// <summary>Whether it outlives this process.</summary>
    public bool Keep { get; }

    /// <summary>Where the server's programs were found, and why these.</summary>
    public string BinariesFrom { get; }

    /// <summary>How to connect to it, for programs other than this module. The password is good for this sandbox only.</summary>
    public string GetConnectionString() => Server.ConnectionString;

    internal SandboxServer Server { get; }

    internal ConnectionTarget Target { get; }

    /// <summary>Name and version.</summary>
    public override string ToString() => $"{Name} (PostgreSQL {Version})";
}
