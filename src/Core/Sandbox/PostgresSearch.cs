using System.Runtime.CompilerServices;
using SchemaMigrate.Errors;

namespace SchemaMigrate.Sandbox;

/// <summary>Finds the programs of a PostgreSQL server and proves that they run as the user who is to run them.</summary>
/// <param name="account">Who is to run them.</param>
/// <param name="paths">Where the module's cache is.</param>
/// <param name="timeProvider">The clock to wait by while another process repairs a package.</param>
/// <param name="projects">Folders that may have a node_modules folder in them or above them.</param>
internal sealed class PostgresSearch(ServiceAccount account, SandboxPaths paths, TimeProvider timeProvider, IReadOnlyList<string> projects)
{
    private readonly List<string> rejected = [];

    /// <summary>The search that looks for packages around the current folder and around this product's own.</summary>
    public PostgresSearch(ServiceAccount account, SandboxPaths paths, TimeProvider timeProvider)
        : this(account, paths, timeProvider, Projects())
    {
    }

    // AppContext's base folder is PowerShell's, not ours. A library that was loaded from memory has no location.
    private static string[] Projects() =>
        Path.GetDirectoryName(typeof(PostgresSearch).Assembly.Location) is { Length: > 0 } own ? [Environment.CurrentDirectory, own] : [Environment.CurrentDirectory];

    /// <summary>The first installation that satisfies the options.</summary>
    /// <exception cref="MigrationException"><see cref="SandboxErrors.SandboxBinariesNotFound"/> or <see cref="SandboxErrors.SandboxVersionNotFound"/>.</exception>
    public async Task<PostgresBinaries> FindAsync(string? binDirectory, string? version, CancellationToken cancellationToken)
    {
        var others = new List<PostgresBinaries>();
        await foreach (var found in TriedAsync(CandidatesAsync(binDirectory, cancellationToken), cancellationToken).ConfigureAwait(false))
        {
            if (found.Satisfies(version))
            {
                return found;
            }

            others.Add(found);
        }

        var failures = rejected.Count == 0 ? "" : $" Not usable: {string.Join("; ", rejected)}.";
        throw others.Count == 0
            ? new MigrationException(
                SandboxErrors.SandboxBinariesNotFound,
                $"No PostgreSQL server programs were found in: {PostgresPlaces.Variable}, {paths.Binaries}, PATH, the usual install folders, node_modules folders in and above {string.Join(" and ", projects)}.{failures}")
            : new MigrationException(
                SandboxErrors.SandboxVersionNotFound,
                $"No PostgreSQL {version} was found; there is {string.Join(", ", others.Select(other => $"{other.Version} in {other.Directory}"))}.{failures}") { Target = version };
    }

    /// <summary>Every installation that runs, in order of preference.</summary>
    public async Task<IReadOnlyList<PostgresBinaries>> FindAllAsync(CancellationToken cancellationToken)
    {
        var all = new List<PostgresBinaries>();
        await foreach (var found in TriedAsync(CandidatesAsync(binDirectory: null, cancellationToken), cancellationToken).ConfigureAwait(false))
        {
            all.Add(found);
        }

        return all;
    }

    private async IAsyncEnumerable<PostgresCandidate> CandidatesAsync(string? binDirectory, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (binDirectory is not null)
        {
            yield return new PostgresCandidate(Path.GetFullPath(binDirectory), "the parameter BinDirectory", Demanded: true);
            yield break;
        }

        foreach (var candidate in PostgresPlaces.Named().Concat(PostgresPlaces.Cached(paths.Binaries)))
        {
            yield return candidate;
        }

        if (PostgresPlaces.PgConfig() is { } pgConfig
            && await ChildProcess.RunAsync([pgConfig, "--bindir"], Path.GetTempPath(), cancellationToken).ConfigureAwait(false) is { ExitCode: 0 } answer)
        {
            yield return new PostgresCandidate(answer.Output.Trim(), "pg_config");
        }

        foreach (var candidate in PostgresPlaces.OnPath()
            .Concat(PostgresPlaces.Installed())
            .Concat(projects.SelectMany(PostgresPackage.Around)))
        {
            yield return candidate;
        }
    }

    private async IAsyncEnumerable<PostgresBinaries> TriedAsync(
        IAsyncEnumerable<PostgresCandidate> candidates, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var candidate in candidates.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (!seen.Add(candidate.Directory))
            {
                continue;
            }

            if (await TryAsync(candidate, cancellationToken).ConfigureAwait(false) is { } found)
            {
                yield return found;
            }
            else if (candidate.Demanded)
            {
                throw new MigrationException(
                    SandboxErrors.SandboxBinariesNotFound, $"The folder named by {candidate.FoundIn} has no usable PostgreSQL server: {rejected[^1]}.") { Target = candidate.Directory };
            }
        }
    }

    private async Task<PostgresBinaries?> TryAsync(PostgresCandidate candidate, CancellationToken cancellationToken)
    {
        var directory = candidate.Directory;
        var programs = new PostgresBinaries(directory, "0", candidate.FoundIn);
        if (programs.Program("postgres") is null || programs.Program("initdb") is null)
        {
            if (candidate.Demanded || candidate.Package is not null)
            {
                rejected.Add($"{directory} does not hold both initdb and postgres");
            }

            return null;
        }

        if (candidate.Package is { } package && !PostgresPackage.TryMakeLinks(package))
        {
            directory = await PostgresPackage.CopyToAsync(package, paths.PackageCopies, timeProvider, cancellationToken).ConfigureAwait(false);
        }

        var answer = await VersionAsync(directory, cancellationToken).ConfigureAwait(false);
        if (answer.ExitCode != 0 && candidate.Package is { } unreadable && account.IsOther)
        {
            // Under root's home the programs cannot be read by the user that must run them.
            directory = await PostgresPackage.CopyToAsync(unreadable, paths.PackageCopies, timeProvider, cancellationToken).ConfigureAwait(false);
            answer = await VersionAsync(directory, cancellationToken).ConfigureAwait(false);
        }

        // "postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)"
        var words = answer.Output.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (answer.ExitCode == 0 && words.Length >= 3 && words[1] == "(PostgreSQL)" && char.IsAsciiDigit(words[2][0]))
        {
            return programs with { Directory = directory, Version = words[2] };
        }

        rejected.Add($"{directory} as user {account.Name}: {answer.Complaint}");
        return null;
    }

    private Task<ChildProcess.Result> VersionAsync(string directory, CancellationToken cancellationToken) =>
        ChildProcess.RunAsync(
            account.Command(Path.Combine(directory, OperatingSystem.IsWindows() ? "postgres.exe" : "postgres"), "--version"), Path.GetPathRoot(directory)!, cancellationToken);
}
