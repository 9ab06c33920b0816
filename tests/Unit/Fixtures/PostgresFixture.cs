using System.Collections.Concurrent;
using System.Globalization;
using SchemaMigrate.Sandbox;

namespace SchemaMigrate.Tests.Fixtures;

/// <summary>
/// The PostgreSQL servers of the test run: one for each major version, started when first asked for, ended with the process.
/// A test that changes the server itself (settings, roles, crashes) starts a <see cref="SandboxServer"/> of its own.
/// </summary>
public static class PostgresFixture
{
    /// <summary>Names majors, separated by commas, that must be there: <c>15,18</c>. A missing one fails the run instead of shrinking it.</summary>
    public const string RequireVariable = "SCHEMAMIGRATE_REQUIRE_MAJORS";

    private static readonly Lazy<IReadOnlyList<PostgresBinaries>> Installations = new(FindInstallations);
    private static readonly ConcurrentDictionary<int, Lazy<Task<SandboxServer>>> Servers = new();

    /// <summary>The major versions of this machine, oldest first. At least one.</summary>
    public static IReadOnlyList<int> Majors { get; } = [.. Installations.Value.Select(binaries => binaries.Major).Distinct().Order()];

    /// <summary>The oldest major version of this machine.</summary>
    public static int OldestMajor => Majors[0];

    /// <summary>The newest major version of this machine.</summary>
    public static int NewestMajor => Majors[^1];

    /// <summary>The connection string of a database that nobody else uses.</summary>
    /// <param name="major">The server's major version; null takes the oldest there is.</param>
    public static async Task<string> CreateDatabaseAsync(int? major = null)
    {
        var server = await ServerAsync(major);
        return await server.CreateDatabaseAsync(null, CancellationToken.None);
    }

    /// <summary>The shared server of a major version. Roles and settings are shared too: make names of your own, and never stop it.</summary>
    /// <param name="major">The server's major version; null takes the oldest there is.</param>
    public static Task<SandboxServer> ServerAsync(int? major = null) =>
        Servers.GetOrAdd(major ?? OldestMajor, wanted => new Lazy<Task<SandboxServer>>(() => StartAsync(wanted))).Value;

    private static Task<SandboxServer> StartAsync(int major)
    {
        var binaries = Installations.Value.FirstOrDefault(binaries => binaries.Major == major)
            ?? throw new InvalidOperationException($"A test needs PostgreSQL {major}; this machine has {string.Join(", ", Installations.Value)}. Run npm ci for the newest one.");
        var options = new SandboxOptions
        {
            BinDirectory = binaries.Directory,
            Settings = new Dictionary<string, string> { ["max_connections"] = "1000" },
        };
        return SandboxServer.StartAsync(options, TimeProvider.System, CancellationToken.None);
    }

    private static IReadOnlyList<PostgresBinaries> FindInstallations()
    {
        var found = Task.Run(() => PostgresBinaries.FindAllAsync(TimeProvider.System, CancellationToken.None)).GetAwaiter().GetResult();
        var required = (Environment.GetEnvironmentVariable(RequireVariable) ?? "")
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(major => int.Parse(major, CultureInfo.InvariantCulture));
        var missing = required.Where(major => found.All(binaries => binaries.Major != major)).ToArray();
        return missing.Length == 0 && found.Count > 0
            ? found
            : throw new InvalidOperationException(
                $"PostgreSQL {(missing.Length == 0 ? "of any version" : string.Join(", ", missing))} is needed for the tests; found: {(found.Count == 0 ? "none" : string.Join(", ", found))}.");
    }
}
