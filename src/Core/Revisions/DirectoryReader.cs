using SchemaMigrate.Errors;

namespace SchemaMigrate.Revisions;

/// <summary>Reads the revision files of a directory, several at a time.</summary>
internal static class DirectoryReader
{
    public static async Task<DirectoryContents> ReadAsync(string directory, CancellationToken cancellationToken)
    {
        CheckDirectory(directory);
        var paths = ListFiles(directory);
        var read = new (Revision? Revision, HeaderResult Result)[paths.Length];
        var next = -1;

        // Small files are read synchronously: the asynchronous file API costs more than the reading itself. The work leaves the caller's
        // thread all the same.
        var workers = Enumerable.Range(0, Math.Clamp(Math.Min(Environment.ProcessorCount, paths.Length / 64 + 1), 1, 8))
            .Select(_ => Task.Run(
                () =>
                {
                    for (var i = Interlocked.Increment(ref next); i < paths.Length; i = Interlocked.Increment(ref next))
                    {
                        cancellationToken.ThrowIfCancellationRequested();
                        read[i] = (ReadFile(paths[i], out var result), result);
                    }
                },
                cancellationToken));
        await Task.WhenAll(workers).ConfigureAwait(false);
        return Sort(directory, paths, read);
    }

    private static void CheckDirectory(string directory)
    {
        if (Directory.Exists(directory))
        {
            return;
        }

        throw File.Exists(directory)
            ? new MigrationException(RevisionErrors.RevisionsPathNotADirectory, $"'{directory}' is a file, not a directory of revision files.") { Target = directory }
            : new MigrationException(RevisionErrors.RevisionsPathNotFound, $"There is no directory '{directory}' to read revisions from.") { Target = directory };
    }

    private static string[] ListFiles(string directory)
    {
        try
        {
            var paths = Directory.EnumerateFiles(directory).Where(path => RevisionFile.FormatOf(path) is not null && Path.GetFileName(path)[0] != '.').ToArray();
            Array.Sort(paths, StringComparer.Ordinal);
            return paths;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new MigrationException(RevisionErrors.RevisionFileUnreadable, $"The directory '{directory}' cannot be listed: {e.Message}", e) { Target = directory };
        }
    }

    private static Revision? ReadFile(string path, out HeaderResult result)
    {
        try
        {
            return RevisionFile.Read(path, File.ReadAllBytes(path), out result);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            result = RevisionFile.Unreadable(path, "cannot be read: " + e.Message.TrimEnd('.'));
            return null;
        }
    }

    private static DirectoryContents Sort(string directory, string[] paths, (Revision? Revision, HeaderResult Result)[] read)
    {
        var revisions = new List<Revision>(paths.Length);
        var ignored = new List<string>();
        var problems = new List<RevisionProblem>();
        var flawedIds = new HashSet<string>(StringComparer.Ordinal);
        var unreadableIds = false;
        for (var i = 0; i < paths.Length; i++)
        {
            var (revision, result) = read[i];
            if (revision is not null)
            {
                revisions.Add(revision);
            }
            else if (result.HasKeys || result.Problems.Any(problem => problem.Definition == RevisionErrors.RevisionFileUnreadable))
            {
                problems.AddRange(result.Problems);
                unreadableIds |= result.Id is null;
                flawedIds.Add(result.Id ?? "");
            }
            else if (RevisionFileName.IsRevisionName(Path.GetFileName(paths[i])))
            {
                problems.Add(RevisionFile.NoHeader(paths[i]));
                unreadableIds = true;
            }
            else
            {
                ignored.Add(paths[i]);
            }
        }

        return new DirectoryContents(directory, revisions, flawedIds, unreadableIds, ignored, problems);
    }
}
