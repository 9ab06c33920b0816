namespace SchemaMigrate.Tests.Fixtures;

/// <summary>Programs beside PostgreSQL's server that some tests need. CI installs them and must not skip; elsewhere a missing one skips, visibly.</summary>
internal static class TestPrograms
{
    private static readonly string[] UsualPlaces = ["/usr/sbin", "/usr/bin", "/usr/local/bin", "/opt/homebrew/bin"];

    public static string? Find(string name) => UsualPlaces
        .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator))
        .Select(place => Path.Combine(place, name))
        .FirstOrDefault(File.Exists);

    public static string Require(string name) => Find(name)
        ?? throw new InvalidOperationException($"This test needs {name}, which .ci/run installs.");

    /// <summary>Why a test is skipped here; null when it is not.</summary>
    public static string? SkipWithout(string name) =>
        Find(name) is null && Environment.GetEnvironmentVariable("CI") != "true" ? $"{name} is not installed." : null;
}
