namespace SchemaMigrate.Sandbox;

/// <summary>How a sandbox is to be made. The default is a throwaway server of the first PostgreSQL found, reachable by this user only.</summary>
public sealed record SandboxOptions
{
    /// <summary>The version wanted, as major (<c>18</c>) or major and minor (<c>15.18</c>). Null takes the first PostgreSQL found.</summary>
    public string? Version { get; init; }

    /// <summary>The folder that holds <c>initdb</c> and <c>postgres</c>. When given, nothing else is searched.</summary>
    public string? BinDirectory { get; init; }

    /// <summary>Let the server outlive this process; it is found again by <see cref="SandboxServer.FindRunning()"/> and ends only when stopped or at a restart of the machine.</summary>
    public bool Keep { get; init; }

    /// <summary>
    /// Flush to disk as a production server does, and keep the files on disk. Off by default: a crash of the machine then loses the sandbox,
    /// but a crash of the server alone still loses no committed transaction.
    /// </summary>
    public bool Durable { get; init; }

    /// <summary>Listen on 127.0.0.1 with a random port and a random password, instead of a socket in a private folder.</summary>
    public bool Tcp { get; init; }

    /// <summary>Server settings as in <c>postgresql.conf</c>, written to that file, so that <c>ALTER SYSTEM</c> still overrides them.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();
}
