namespace SchemaMigrate.Sandbox;

/// <summary>The places where PostgreSQL is commonly installed, in the order in which they are preferred.</summary>
internal static class PostgresPlaces
{
    /// <summary>The environment variable that names one or more folders with server programs, separated as PATH is.</summary>
    public const string Variable = "SCHEMAMIGRATE_PGBIN";

    /// <summary>Folders named by the environment variable.</summary>
    public static IEnumerable<PostgresCandidate> Named() =>
        from folder in Split(Environment.GetEnvironmentVariable(Variable))
        select new PostgresCandidate(folder, $"the environment variable {Variable}", Demanded: true);

    /// <summary>Folders of PATH that hold a server, links resolved: distributions put links to the real folder there.</summary>
    public static IEnumerable<PostgresCandidate> OnPath() =>
        from folder in Split(Environment.GetEnvironmentVariable("PATH"))
        where Path.IsPathRooted(folder)
        let server = Path.Combine(folder, OperatingSystem.IsWindows() ? "postgres.exe" : "postgres")
        where File.Exists(server)
        select new PostgresCandidate(Path.GetDirectoryName(File.ResolveLinkTarget(server, returnFinalTarget: true)?.FullName ?? server)!, "PATH");

    /// <summary>The first <c>pg_config</c> on PATH, or null.</summary>
    public static string? PgConfig() =>
        Split(Environment.GetEnvironmentVariable("PATH"))
            .Where(Path.IsPathRooted)
            .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? "pg_config.exe" : "pg_config"))
            .FirstOrDefault(File.Exists);

    /// <summary>Server programs that this product has put into its own cache.</summary>
    public static IEnumerable<PostgresCandidate> Cached(string binaries) =>
        Majors(binaries, "", "bin").Select(folder => new PostgresCandidate(folder, "the module's cache"));

    /// <summary>The install folders of distributions and installers, highest version first within each.</summary>
    public static IEnumerable<PostgresCandidate> Installed()
    {
        IEnumerable<string> folders = OperatingSystem.IsWindows()
            ? Majors(Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles), "PostgreSQL"), "", "bin")
            : [
                .. Majors("/usr/lib/postgresql", "", "bin"),
                .. Majors("/usr", "pgsql-", "bin"),
                .. Majors("/opt/homebrew/opt", "postgresql@", "bin"),
                .. Majors("/usr/local/opt", "postgresql@", "bin"),
                .. Majors("/Applications/Postgres.app/Contents/Versions", "", "bin"),
                "/usr/local/pgsql/bin",
            ];
        return folders.Select(folder => new PostgresCandidate(folder, "the usual install folders"));
    }

    private static IEnumerable<string> Majors(string parent, string prefix, string rest)
    {
        if (!Directory.Exists(parent))
        {
            return [];
        }

        return from folder in Directory.EnumerateDirectories(parent, prefix + "*")
               let version = LeadingNumber(Path.GetFileName(folder)[prefix.Length..])
               where version > 0
               orderby version descending, folder descending
               select Path.Combine(folder, rest);
    }

    private static int LeadingNumber(string text)
    {
        var digits = text.TakeWhile(char.IsAsciiDigit).Take(4).ToArray();
        return digits.Length == 0 ? 0 : int.Parse(digits, System.Globalization.CultureInfo.InvariantCulture);
    }

    private static string[] Split(string? paths) =>
        paths?.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}
