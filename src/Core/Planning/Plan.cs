namespace SchemaMigrate.Planning;

/// <summary>The ordered steps that take one database from where it is to a target. Everything that is executed or shown comes from here.</summary>
/// <param name="Direction">Which way it goes.</param>
/// <param name="Database">The database that it was made for, for people.</param>
/// <param name="ServerMajor">Major version of the server that it was made for; statements and locks depend on it.</param>
/// <param name="Target">The target as it was asked for.</param>
/// <param name="FromHeads">Where the database stood.</param>
/// <param name="StartingState">Hash over everything in the journal that the plan depends on.</param>
/// <param name="Revisions">The revisions that it touches, in the order of execution.</param>
/// <param name="Steps">The steps, in the order of execution.</param>
public sealed record Plan(
    PlanDirection Direction,
    string Database,
    int ServerMajor,
    string Target,
    IReadOnlyList<string> FromHeads,
    string StartingState,
    IReadOnlyList<PlannedRevision> Revisions,
    IReadOnlyList<Step> Steps)
{
    /// <summary>Remarks that the user should see: formatting of an applied revision changed, a downgrade loses data.</summary>
    public IReadOnlyList<string> Notes { get; init => field = value.ToArray(); } = Array.Empty<string>();

    /// <summary>The gates on the way with the verdicts on which the plan rests; those of revisions that the phase leaves out are not among them.</summary>
    public IReadOnlyList<RevisionGates> Gates { get; init; } = [];

    /// <summary>The pending revisions of the target that the plan leaves out, and what they wait for.</summary>
    public IReadOnlyList<Hold> Held { get; init => field = value.ToArray(); } = Array.Empty<Hold>();

    /// <summary>
    /// SHA-256 over the content of the plan, the state that it starts from, and which gates were open or ignored: equal hashes do equal
    /// things for equal reasons.
    /// </summary>
    public string Hash => PlanHash.Of(Direction, ServerMajor, StartingState, Revisions, Steps, Gates);

    /// <summary>True when there is nothing to do.</summary>
    public bool IsEmpty => Revisions.Count == 0;

    /// <summary>Whether a step loses data.</summary>
    public bool Destructive => Steps.Any(step => step.Destructive);
}
