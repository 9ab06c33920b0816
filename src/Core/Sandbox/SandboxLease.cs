using Npgsql;

namespace SchemaMigrate.Sandbox;

/// <summary>The record of a sandbox on disk, by which another process finds it or clears it away.</summary>
internal sealed record SandboxLease
{
    /// <summary>With a socket the port is only a part of the socket's name.</summary>
    public const int SocketPort = 5432;

    /// <summary>The host; a home directory may be shared between several.</summary>
    public required string Machine { get; init; }

    /// <summary>The sandbox's folder.</summary>
    public required string Folder { get; init; }

    /// <summary>The process that made it.</summary>
    public required ProcessIdentity Owner { get; init; }

    /// <summary>The server, from the moment it is started.</summary>
    public ProcessIdentity? Server { get; init; }

    /// <summary>Whether it outlives its owner.</summary>
    public required bool Keep { get; init; }

    /// <summary>The server's version.</summary>
    public required string Version { get; init; }

    /// <summary>The port on 127.0.0.1; null when it listens on a socket in its folder.</summary>
    public int? Port { get; init; }

    /// <summary>The superuser's password; null when none is needed.</summary>
    public string? Password { get; init; }

    /// <summary>When it was started.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>The connection string of one of its databases.</summary>
    public string ConnectionString(string database)
    {
        var builder = new NpgsqlConnectionStringBuilder
        {
            Host = Port is null ? Folder : "127.0.0.1",
            Port = Port ?? SocketPort,
            Username = "postgres",
            Database = database,
        };
        if (Password is not null)
        {
            builder.Password = Password;
        }

        return builder.ConnectionString;
    }
}
