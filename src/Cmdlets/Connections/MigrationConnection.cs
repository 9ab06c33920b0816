using SchemaMigrate.Connections;

namespace SchemaMigrate.Cmdlets;

/// <summary>Which database to work on. It holds no open connection, and no property shows a password.</summary>
public sealed class MigrationConnection
{
    internal MigrationConnection(ConnectionTarget target, string? name, string? serverVersion) =>
        (Target, Name, ServerVersion) = (target, name, serverVersion);

    /// <summary>The name of the target in schemamigrate.json; null when it was given in another way.</summary>
    public string? Name { get; }

    /// <summary>The host, or the folder of the server's socket.</summary>
    public string Host => Target.Host;

    /// <summary>The port.</summary>
    public int Port => Target.Port;

    /// <summary>The database.</summary>
    public string Database => Target.Database;

    /// <summary>The role.</summary>
    public string Username => Target.Username;

    /// <summary>The server's version when it was connected to; null when it was not yet.</summary>
    public string? ServerVersion { get; }

    internal ConnectionTarget Target { get; }

    /// <summary>User, host, port and database.</summary>
    public override string ToString() => Target.Display;
}
