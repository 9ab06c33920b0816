namespace SchemaMigrate.Connections;

/// <summary>What the server says about itself and about this session. Read once, when the session is opened.</summary>
public sealed record ServerFacts
{
    /// <summary>server_version_num, for example 150008.</summary>
    public required int VersionNum { get; init; }

    /// <summary>The major version, for example 15.</summary>
    public int Major => VersionNum / 10000;

    /// <summary>server_version as the server spells it, for example <c>15.8 (Debian 15.8-0+deb12u1)</c>.</summary>
    public required string Version { get; init; }

    /// <summary>The current database.</summary>
    public required string Database { get; init; }

    /// <summary>The current database's oid in pg_database.</summary>
    public required long DatabaseOid { get; init; }

    /// <summary>The database's encoding, for example UTF8.</summary>
    public required string Encoding { get; init; }

    /// <summary>current_user: the role whose privileges count.</summary>
    public required string User { get; init; }

    /// <summary>session_user: the role that logged in.</summary>
    public required string SessionUser { get; init; }

    /// <summary>Whether current_user is a superuser.</summary>
    public required bool IsSuperuser { get; init; }

    /// <summary>Whether the server is a standby (pg_is_in_recovery).</summary>
    public required bool InRecovery { get; init; }

    /// <summary>Whether new transactions of this session may write: false on a standby and under default_transaction_read_only.</summary>
    public required bool IsWritable { get; init; }

    /// <summary>The process id of the backend that answered (pg_backend_pid).</summary>
    public required int BackendPid { get; init; }

    /// <summary>When the server was started; another value at a later session means a restart or another server.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>The address that the server sees as this client, or null over a Unix socket.</summary>
    public string? ClientAddress { get; init; }

    /// <summary>The port that the server sees as this client's, or null over a Unix socket.</summary>
    public int? ClientPort { get; init; }

    /// <summary>How often the server looks whether this client is still there, while a statement runs; null when it cannot (before 14, Windows).</summary>
    public TimeSpan? ClientCheckInterval { get; init; }
}
