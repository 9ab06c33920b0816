namespace SchemaMigrate.Projects;

/// <summary>
/// A named target database of schemamigrate.json: either a connection string or URI, or a service of the libpq service file, or the parts.
/// What is not given comes from the usual libpq environment variables.
/// </summary>
public sealed record TargetSettings
{
    /// <summary>A connection string (<c>Host=…;Database=…</c>) or URI (<c>postgresql://…</c>). Should hold no password.</summary>
    public string? Connection { get; init; }

    /// <summary>A service name of the libpq service file.</summary>
    public string? Service { get; init; }

    /// <summary>The server's host name, address or socket directory.</summary>
    public string? Host { get; init; }

    /// <summary>The server's port, 1 to 65535.</summary>
    public int? Port { get; init; }

    /// <summary>The database.</summary>
    public string? Database { get; init; }

    /// <summary>The login role.</summary>
    public string? User { get; init; }

    /// <summary>The name of the environment variable that holds the password.</summary>
    public string? PasswordEnv { get; init; }

    /// <summary>The libpq sslmode: disable, allow, prefer, require, verify-ca or verify-full.</summary>
    public string? SslMode { get; init; }
}
