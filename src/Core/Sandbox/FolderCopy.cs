namespace SchemaMigrate.Sandbox;

/// <summary>Copies a folder with everything in it.</summary>
internal static class FolderCopy
{
    /// <summary>Copies a folder; permissions are kept, links stay links, and the copy belongs to the account.</summary>
    /// <param name="source">The folder to copy.</param>
    /// <param name="target">The folder to make; its parent exists.</param>
    /// <param name="owner">Who shall own the copy; null leaves it with this user.</param>
    /// <param name="cancellationToken">Ends the copying and leaves a part behind.</param>
    public static void Copy(string source, string target, ServiceAccount? owner, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(target);
        }
        else
        {
            Directory.CreateDirectory(target, File.GetUnixFileMode(source));
        }

        foreach (var entry in new DirectoryInfo(source).EnumerateFileSystemInfos())
        {
            var copy = Path.Combine(target, entry.Name);
            if (entry.LinkTarget is { } linkTarget)
            {
                File.CreateSymbolicLink(copy, linkTarget);
            }
            else if (entry is DirectoryInfo)
            {
                Copy(entry.FullName, copy, owner, cancellationToken);
                continue;
            }
            else
            {
                File.Copy(entry.FullName, copy);
            }

            owner?.Own(copy);
        }

        owner?.Own(target);
    }
}
