namespace SchemaMigrate.Revisions;

/// <summary>What the files of a directory gave.</summary>
/// <param name="Path">The directory's full path.</param>
/// <param name="Revisions">The sound revisions.</param>
/// <param name="FlawedIds">Ids of files with problems, so that their children are not reported as orphans on top.</param>
/// <param name="HasUnreadableIds">Whether a file has not even a readable id.</param>
/// <param name="Ignored">Files that are no revisions.</param>
/// <param name="Problems">What is wrong, ordered by file name and line.</param>
internal sealed record DirectoryContents(
    string Path,
    IReadOnlyList<Revision> Revisions,
    IReadOnlyCollection<string> FlawedIds,
    bool HasUnreadableIds,
    IReadOnlyList<string> Ignored,
    IReadOnlyList<RevisionProblem> Problems);
