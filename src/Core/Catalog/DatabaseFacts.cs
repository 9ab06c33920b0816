namespace SchemaMigrate.Catalog;

/// <summary>The database and what the current role may do in it.</summary>
public sealed record DatabaseFacts
{
    /// <summary>The role whose privileges count: current_user, after any SET ROLE.</summary>
    public required string User { get; init; }

    /// <summary>Whether that role is a superuser.</summary>
    public bool IsSuperuser { get; init; }

    /// <summary>The schema in which objects without a schema are created; null when the search_path names none.</summary>
    public string? CurrentSchema { get; init; }

    /// <summary>search_path.</summary>
    public required string SearchPath { get; init; }

    /// <summary>TimeZone of the session.</summary>
    public required string TimeZone { get; init; }

    /// <summary>Bytes of the database.</summary>
    public long Bytes { get; init; }

    /// <summary>Whether the role has CREATE on the database.</summary>
    public bool CanCreateSchema { get; init; }

    /// <summary>Whether the role has CREATE on the current schema.</summary>
    public bool CanCreateInCurrentSchema { get; init; }

    /// <summary>wal_level.</summary>
    public required string WalLevel { get; init; }

    /// <summary>Whether archive_mode is on.</summary>
    public bool ArchivesWal { get; init; }

    /// <summary>max_connections.</summary>
    public int MaxConnections { get; init; }

    /// <summary>Installed extensions with their versions.</summary>
    public IReadOnlyList<string> Extensions { get; init; } = [];
}
