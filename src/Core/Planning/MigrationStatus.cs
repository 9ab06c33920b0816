using SchemaMigrate.Errors;

namespace SchemaMigrate.Planning;

/// <summary>Where a database is, seen against the revisions of a project.</summary>
/// <param name="Database">The database.</param>
/// <param name="UpToDate">Whether an upgrade would have nothing to do: every revision of the project is applied or held back by a closed gate, and nothing is half done.</param>
/// <param name="Current">Ids of the revisions at which the database stands; empty for one that was never touched.</param>
/// <param name="Heads">Ids of the project's heads.</param>
/// <param name="Pending">Ids of the revisions that are not applied, in the order in which they would be.</param>
/// <param name="Unfinished">Id of the revision that was begun and not finished; null when there is none.</param>
/// <param name="Unknown">Ids of applied revisions that the project does not have.</param>
/// <param name="Changed">Ids of applied revisions whose files have other bytes now. Whether their meaning changed is for the plan to say.</param>
/// <param name="AppliedCount">How many revisions are applied.</param>
/// <param name="LastAppliedAt">When the last one was applied; null when none was.</param>
/// <param name="LastAppliedBy">The role that applied it.</param>
public sealed record MigrationStatus(
    string Database,
    bool UpToDate,
    IReadOnlyList<string> Current,
    IReadOnlyList<string> Heads,
    IReadOnlyList<string> Pending,
    string? Unfinished,
    IReadOnlyList<string> Unknown,
    IReadOnlyList<string> Changed,
    int AppliedCount,
    DateTimeOffset? LastAppliedAt,
    string? LastAppliedBy)
{
    // Arrays, here and in the other results: PowerShell indexes them, but not what a collection expression makes of a read-only list.
    /// <summary>Ids of the revisions at which the database stands; empty for one that was never touched.</summary>
    public IReadOnlyList<string> Current { get; init; } = Current.ToArray();

    /// <summary>Ids of the project's heads.</summary>
    public IReadOnlyList<string> Heads { get; init; } = Heads.ToArray();

    /// <summary>Ids of the revisions that are not applied, in the order in which they would be.</summary>
    public IReadOnlyList<string> Pending { get; init; } = Pending.ToArray();

    /// <summary>Ids of applied revisions that the project does not have.</summary>
    public IReadOnlyList<string> Unknown { get; init; } = Unknown.ToArray();

    /// <summary>Ids of applied revisions whose files have other bytes now. Whether their meaning changed is for the plan to say.</summary>
    public IReadOnlyList<string> Changed { get; init; } = Changed.ToArray();

    /// <summary>The pending revisions that a closed gate holds back, and what they wait for.</summary>
    public IReadOnlyList<Hold> Held { get; init => field = value.ToArray(); } = Array.Empty<Hold>();

    /// <summary>The error for those who require the database to be up to date.</summary>
    public MigrationException NotUpToDate() => new(
        PlanningErrors.NotUpToDate,
        $"The database {Database} is not up to date: {Pending.Count - Held.Count} revisions are pending" + (Unfinished is null ? "." : $", and {Unfinished} is half done."))
    {
        Target = Database,
    };
}
