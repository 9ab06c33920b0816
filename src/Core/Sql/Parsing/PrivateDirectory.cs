namespace SchemaMigrate.Sql;

/// <summary>Directories that nobody but the current user can write to.</summary>
internal static class PrivateDirectory
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private const UnixFileMode Foreign =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>Where the current user's cache may be, best first.</summary>
    public static IEnumerable<string> Candidates()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        if (OperatingSystem.IsWindows())
        {
            yield return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "SchemaMigrate", "parser");
            yield break;
        }

        if (Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { } cache && Path.IsPathRooted(cache))
        {
            yield return Path.Combine(cache, "schemamigrate", "parser");
        }

        if (home.Length > 0)
        {
            yield return OperatingSystem.IsMacOS()
                ? Path.Combine(home, "Library", "Caches", "schemamigrate", "parser")
                : Path.Combine(home, ".cache", "schemamigrate", "parser");
        }

        yield return Path.Combine(Path.GetTempPath(), $"schemamigrate-parser-{UnixOwnership.EffectiveUser}");
    }

    /// <summary>Makes the directory when needed and says whether it is private: ours, not a link, mode 0700.</summary>
    public static bool TryEnsure(string path)
    {
        try
        {
            if (OperatingSystem.IsWindows())
            {
                // The profile's access list keeps other users out.
                Directory.CreateDirectory(path);
                return true;
            }

            if (!Directory.Exists(path))
            {
                Directory.CreateDirectory(path, Private);
            }

            return IsOurs(new DirectoryInfo(path)) && (File.GetUnixFileMode(path) & Foreign) == 0;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return false;
        }
    }

    /// <summary>Whether a file exists, is ours, is not a link, and only we can read or write it.</summary>
    public static bool IsPrivateFile(string path) =>
        File.Exists(path)
        && (OperatingSystem.IsWindows() || (IsOurs(new FileInfo(path)) && (File.GetUnixFileMode(path) & Foreign) == 0));

    private static bool IsOurs(FileSystemInfo entry) =>
        entry.LinkTarget is null && UnixOwnership.OwnerOf(entry.FullName) is { } owner && owner == UnixOwnership.EffectiveUser;
}
