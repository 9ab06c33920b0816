namespace SchemaMigrate.Planning;

/// <summary>Where a database is: what its journal says, read after the run lock was taken.</summary>
/// <param name="Database">The database's name, for people.</param>
/// <param name="ServerMajor">Major version of the server.</param>
/// <param name="JournalExists">Whether the journal was created already.</param>
/// <param name="Revisions">Every revision that the journal knows, in the order of application.</param>
public sealed record DatabaseState(string Database, int ServerMajor, bool JournalExists, IReadOnlyList<AppliedRevision> Revisions)
{
    /// <summary>The state of a database that was never touched.</summary>
    /// <param name="database">The database's name, for people.</param>
    /// <param name="serverMajor">Major version of the server.</param>
    public static DatabaseState Empty(string database, int serverMajor) => new(database, serverMajor, false, []);

    /// <summary>Ids of the finished revisions.</summary>
    public IReadOnlySet<string> AppliedIds { get; } =
        Revisions.Where(revision => revision.State != RevisionState.Applying).Select(revision => revision.Id).ToHashSet(StringComparer.Ordinal);

    /// <summary>The revision that was begun and not finished, if there is one.</summary>
    public AppliedRevision? Unfinished { get; } = Revisions.FirstOrDefault(revision => revision.State != RevisionState.Applied);

    /// <summary>Finished revisions that no other finished revision names as parent: where the database stands.</summary>
    public IReadOnlyList<string> Heads { get; } = HeadsOf(Revisions);

    private static string[] HeadsOf(IReadOnlyList<AppliedRevision> revisions)
    {
        var finished = revisions.Where(revision => revision.State != RevisionState.Applying).ToList();
        var parents = finished.SelectMany(revision => revision.Parents).ToHashSet(StringComparer.Ordinal);
        return [.. finished.Select(revision => revision.Id).Where(id => !parents.Contains(id)).Order(StringComparer.Ordinal)];
    }
}
