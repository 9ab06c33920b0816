using System.Globalization;
using System.Text.RegularExpressions;

namespace SchemaMigrate.Sandbox;

/// <summary>A folder with the programs of one PostgreSQL server.</summary>
/// <param name="Directory">The folder that holds <c>initdb</c> and <c>postgres</c>, links resolved.</param>
/// <param name="Version">The version as the server says it: <c>15.18</c>.</param>
/// <param name="FoundIn">Where it was found, for people: <c>PATH</c>, <c>the npm package pg18 18.4.0-beta.17</c>.</param>
public sealed partial record PostgresBinaries(string Directory, string Version, string FoundIn)
{
    /// <summary>The major version.</summary>
    public int Major => int.Parse(LeadingNumber().Match(Version).ValueSpan, CultureInfo.InvariantCulture);

    /// <summary>
    /// Every usable PostgreSQL of this machine, in the order in which a sandbox would take them: environment variable SCHEMAMIGRATE_PGBIN, the module's cache,
    /// PATH, the usual install folders with the highest major version first, npm packages.
    /// </summary>
    /// <param name="timeProvider">The clock; it must run.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public static Task<IReadOnlyList<PostgresBinaries>> FindAllAsync(TimeProvider timeProvider, CancellationToken cancellationToken) =>
        new PostgresSearch(ServiceAccount.ForThisProcess(), SandboxPaths.ForThisUser(), timeProvider).FindAllAsync(cancellationToken);

    /// <summary>Whether a version constraint such as <c>18</c> or <c>15.18</c> accepts this installation. Null accepts any.</summary>
    public bool Satisfies(string? constraint) =>
        constraint is null || Version == constraint || (Version.StartsWith(constraint, StringComparison.Ordinal) && !char.IsAsciiDigit(Version[constraint.Length]));

    /// <summary>The path of one of the installation's programs, or null when it does not have it.</summary>
    internal string? Program(string name)
    {
        var path = Path.Combine(Directory, OperatingSystem.IsWindows() ? name + ".exe" : name);
        return File.Exists(path) ? path : null;
    }

    [GeneratedRegex("^[0-9]+")]
    private static partial Regex LeadingNumber();
}
