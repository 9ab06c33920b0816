namespace SchemaMigrate.Sandbox;

/// <summary>Where the sandbox keeps what outlives one server.</summary>
/// <param name="Cache">A folder of this user alone, for template data directories.</param>
/// <param name="Leases">A folder of this user alone, for the records of running sandboxes.</param>
/// <param name="Binaries">Server programs taken out of packages; root's must be readable by the user the server runs as.</param>
internal sealed record SandboxPaths(string Cache, string Leases, string Binaries)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>The environment variable that names another cache folder.</summary>
    public const string Variable = "SCHEMAMIGRATE_CACHE";

    /// <summary>The folders for this user.</summary>
    public static SandboxPaths ForThisUser()
    {
        var cache = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? named : Path.Combine(UserCache(), "schemamigrate");
        var shared = cache;
        if (!OperatingSystem.IsWindows() && LibC.EffectiveUserId() == 0)
        {
            shared = OperatingSystem.IsMacOS() ? "/Library/Caches/schemamigrate" : "/var/cache/schemamigrate";
        }

        return new SandboxPaths(Path.Combine(cache, "templates"), Path.Combine(cache, "sandboxes"), Path.Combine(shared, "postgres"));
    }

    /// <summary>Makes sure that a folder exists and that nobody but this user can look into it.</summary>
    public static void EnsurePrivate(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return;
        }

        Directory.CreateDirectory(path, OwnerOnly);
        if (File.GetUnixFileMode(path) != OwnerOnly)
        {
            // Fails when somebody else owns the folder, which is the point.
            File.SetUnixFileMode(path, OwnerOnly);
        }
    }

    /// <summary>Makes sure that a folder exists, and those above it, and that everybody can read what is in those made now, whatever the umask.</summary>
    public static void EnsureReadable(string path)
    {
        if (Directory.Exists(path))
        {
            return;
        }

        if (Path.GetDirectoryName(path) is { } parent)
        {
            EnsureReadable(parent);
        }

        Directory.CreateDirectory(path);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, OwnerOnly | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        }
    }

    /// <summary>Copies of packages that the server's user could not read where they are. Not searched by itself: a copy must not outlive its package in the order of search.</summary>
    public string PackageCopies => Path.Combine(Binaries, "packages");

    private static string UserCache()
    {
        if (OperatingSystem.IsWindows())
        {
            return Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData);
        }

        if (Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache && Path.IsPathRooted(cache))
        {
            return cache;
        }

        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        if (home.Length == 0 || !Directory.Exists(home))
        {
            // Anybody could have made this one; it must be ours before we make folders in it.
            var substitute = Path.Combine(Path.GetTempPath(), $"schemamigrate-{Environment.UserName}");
            EnsurePrivate(substitute);
            return substitute;
        }

        return OperatingSystem.IsMacOS() ? Path.Combine(home, "Library", "Caches") : Path.Combine(home, ".cache");
    }
}
