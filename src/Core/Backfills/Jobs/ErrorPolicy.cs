namespace SchemaMigrate.Backfills;

/// <summary>What to do with a single row that cannot be changed.</summary>
public enum ErrorPolicy
{
    /// <summary>The backfill fails and names the row; what was done stays, and it can be resumed.</summary>
    Stop,

    /// <summary>The row's key and the error go into the journal's quarantine, and the backfill goes on.</summary>
    Quarantine,

    /// <summary>The row is counted, and the backfill goes on.</summary>
    Skip,
}
