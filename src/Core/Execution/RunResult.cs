using SchemaMigrate.Planning;

namespace SchemaMigrate.Execution;

/// <summary>What a run did. A run that did not reach its target ends in an exception instead.</summary>
/// <param name="RunId">Id of the run in the journal's events.</param>
/// <param name="Direction">Which way it went.</param>
/// <param name="Database">The database.</param>
/// <param name="Target">The target as it was asked for.</param>
/// <param name="Changed">Whether anything was done; false when the database was there already.</param>
/// <param name="FromHeads">Where the database stood.</param>
/// <param name="ToHeads">Where it stands now.</param>
/// <param name="Revisions">What became of each revision.</param>
/// <param name="LockMisses">The tries that did not get their locks.</param>
/// <param name="Notes">Remarks of the plan.</param>
/// <param name="PlanHash">Hash of the plan that was run.</param>
/// <param name="RunLockWait">How long another runner was waited for.</param>
/// <param name="Duration">From the connection to the end.</param>
public sealed record RunResult(
    Guid RunId,
    PlanDirection Direction,
    string Database,
    string Target,
    bool Changed,
    IReadOnlyList<string> FromHeads,
    IReadOnlyList<string> ToHeads,
    IReadOnlyList<RevisionResult> Revisions,
    IReadOnlyList<LockMiss> LockMisses,
    IReadOnlyList<string> Notes,
    string PlanHash,
    TimeSpan RunLockWait,
    TimeSpan Duration)
{
    /// <summary>Remarks of the plan.</summary>
    public IReadOnlyList<string> Notes { get; init; } = Notes.ToArray();

    /// <summary>The pending revisions of the target that were held back, and what they wait for.</summary>
    public IReadOnlyList<Hold> Held { get; init => field = value.ToArray(); } = Array.Empty<Hold>();
}
