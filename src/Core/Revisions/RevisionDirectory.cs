namespace SchemaMigrate.Revisions;

/// <summary>All revisions of a directory, read at one moment.</summary>
public sealed class RevisionDirectory
{
    internal RevisionDirectory(string path, RevisionGraph graph, IReadOnlyList<string> ignoredFiles)
    {
        Path = path;
        Graph = graph;
        IgnoredFiles = ignoredFiles;
    }

    /// <summary>The full path of the directory.</summary>
    public string Path { get; }

    /// <summary>The revisions and how they hang together.</summary>
    public RevisionGraph Graph { get; }

    /// <summary>All revisions in the graph's topological order.</summary>
    public IReadOnlyList<Revision> Revisions => Graph.Revisions;

    /// <summary>Full paths of the .sql and .ps1 files that are no revisions: no header, and not named like one. Ordered.</summary>
    public IReadOnlyList<string> IgnoredFiles { get; }

    /// <summary>
    /// Reads headers and checksums of every .sql and .ps1 file of the directory itself (not of its subdirectories) and builds the graph.
    /// No body is parsed or executed. Every problem of every file is reported at once.
    /// </summary>
    /// <param name="path">The directory.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="RevisionException">What is wrong with the files: header, duplicate, missing parent, cycle.</exception>
    /// <exception cref="Errors.MigrationException"><see cref="RevisionErrors.RevisionsPathNotFound"/> or <see cref="RevisionErrors.RevisionsPathNotADirectory"/>.</exception>
    public static async Task<RevisionDirectory> LoadAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var contents = await DirectoryReader.ReadAsync(System.IO.Path.GetFullPath(path), cancellationToken).ConfigureAwait(false);
        var problems = new List<RevisionProblem>(contents.Problems);
        var graph = GraphBuilder.Build(contents.Revisions, contents.FlawedIds, contents.HasUnreadableIds, problems);
        return problems.Count == 0
            ? new RevisionDirectory(contents.Path, graph!, contents.Ignored)
            : throw new RevisionException(problems);
    }
}
