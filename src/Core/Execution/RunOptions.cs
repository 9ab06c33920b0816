using SchemaMigrate.Sql;

namespace SchemaMigrate.Execution;

/// <summary>How a run behaves.</summary>
public sealed record RunOptions
{
    /// <summary>Schema of the journal in the target database.</summary>
    public string JournalSchema { get; init; } = "schemamigrate";

    /// <summary>Queueing and retries for locks.</summary>
    public LockRetryPolicy LockRetry { get; init; } = LockRetryPolicy.Default;

    /// <summary>How long to wait while another runner works on the same journal. Default 60 s; zero means not at all.</summary>
    public TimeSpan RunLockTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>statement_timeout of each statement; null means no limit.</summary>
    public TimeSpan? StatementTimeout { get; init; }

    /// <summary>Role that statements run as (SET ROLE); null means the login role.</summary>
    public string? Role { get; init; }

    /// <summary>search_path of each step; null means the login role's own.</summary>
    public IReadOnlyList<Identifier>? SearchPath { get; init; }

    /// <summary>Whether everything shares one transaction: all or nothing, and faster on a fresh database.</summary>
    public bool SingleTransaction { get; init; }

    /// <summary>The commit of the project's repository, for the journal; null when unknown.</summary>
    public string? GitCommit { get; init; }
}
