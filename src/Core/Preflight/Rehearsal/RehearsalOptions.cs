namespace SchemaMigrate.Preflight;

/// <summary>How to rehearse.</summary>
public sealed record RehearsalOptions
{
    /// <summary>Rows to put into each table before the revisions are applied; 0, the default, for none. Values are made up; nothing is copied from anywhere.</summary>
    public int RowsPerTable { get; init; }

    /// <summary>statement_timeout of each statement. Default 5 minutes.</summary>
    public TimeSpan StatementTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Whether to go down and up again after the upgrade. Default true.</summary>
    public bool RoundTrip { get; init; } = true;

    /// <summary>Whether roles that the SQL names and the server lacks are created. Only for a sandbox that nobody else uses: roles belong to the whole server.</summary>
    public bool CreateRoles { get; init; }
}
