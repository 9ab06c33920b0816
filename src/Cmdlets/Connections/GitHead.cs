namespace SchemaMigrate.Cmdlets;

/// <summary>Reads which commit is checked out, from the files of the repository, without running git.</summary>
internal static class GitHead
{
    /// <summary>The commit's hash, or null when this is no repository or it cannot be told.</summary>
    public static string? TryRead(string folder)
    {
        try
        {
            for (var current = new DirectoryInfo(folder); current is not null; current = current.Parent)
            {
                var git = Path.Combine(current.FullName, ".git");
                if (Directory.Exists(git))
                {
                    return Resolve(git, git);
                }

                if (File.Exists(git) && File.ReadAllText(git).Trim() is ['g', 'i', 't', 'd', 'i', 'r', ':', .. var path])
                {
                    var worktree = Path.GetFullPath(path.Trim(), current.FullName);
                    var common = Path.Combine(worktree, "commondir");
                    return Resolve(worktree, File.Exists(common) ? Path.GetFullPath(File.ReadAllText(common).Trim(), worktree) : worktree);
                }
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Knowing the commit is nice to have.
        }

        return null;
    }

    private static string? Resolve(string gitFolder, string commonFolder)
    {
        var head = File.ReadAllText(Path.Combine(gitFolder, "HEAD")).Trim();
        if (!head.StartsWith("ref: ", StringComparison.Ordinal))
        {
            return head;
        }

        var reference = head["ref: ".Length..];
        var loose = Path.Combine(commonFolder, reference);
        if (File.Exists(loose))
        {
            return File.ReadAllText(loose).Trim();
        }

        var packed = Path.Combine(commonFolder, "packed-refs");
        return File.Exists(packed)
            ? File.ReadLines(packed).FirstOrDefault(line => line.EndsWith(" " + reference, StringComparison.Ordinal))?.Split(' ')[0]
            : null;
    }
}
