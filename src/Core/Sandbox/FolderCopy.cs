namespace SchemaMigrate.Sandbox;

/// <summary>Copies a folder with everything in it: links stay links, permissions are kept.</summary>
/// <param name="Owner">Who shall own the copy; null leaves it with this user.</param>
/// <param name="ForEverybody">Whether this user shall be able to change the copy, and all others to read and run what this one can.</param>
internal sealed record FolderCopy(ServiceAccount? Owner = null, bool ForEverybody = false)
{
    private const UnixFileMode OthersRead = UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode OthersExecute = UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>Copies a folder.</summary>
    /// <param name="source">The folder to copy.</param>
    /// <param name="target">The folder to make; its parent exists.</param>
    /// <param name="cancellationToken">Ends the copying and leaves a part behind.</param>
    public void Run(string source, string target, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Directory.CreateDirectory(target);
        foreach (var entry in new DirectoryInfo(source).EnumerateFileSystemInfos())
        {
            var copy = Path.Combine(target, entry.Name);
            if (entry.LinkTarget is { } linkTarget)
            {
                File.CreateSymbolicLink(copy, linkTarget);
                Owner?.Own(copy);
            }
            else if (entry is DirectoryInfo)
            {
                Run(entry.FullName, copy, cancellationToken);
            }
            else
            {
                File.Copy(entry.FullName, copy);
                if (ForEverybody)
                {
                    SetMode(entry.FullName, copy);
                }

                Owner?.Own(copy);
            }
        }

        SetMode(source, target);
        Owner?.Own(target);
    }

    private void SetMode(string source, string copy)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var mode = File.GetUnixFileMode(source);
        if (ForEverybody)
        {
            // The copy's maker has more to do in a folder, whatever its original allowed.
            mode |= OthersRead | UnixFileMode.UserWrite | (mode.HasFlag(UnixFileMode.UserExecute) ? OthersExecute : 0);
        }

        File.SetUnixFileMode(copy, mode);
    }
}
