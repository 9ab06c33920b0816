using System.Management.Automation;
using SchemaMigrate.Errors;

namespace SchemaMigrate.Cmdlets.Input;

/// <summary>
/// Turns paths as users type them (relative to the session's location, on a drive of PowerShell, with wildcards) into paths of the file system.
/// The process's own current directory is another one. Call it on the pipeline thread.
/// </summary>
internal static class SessionPaths
{
    /// <summary>The files and folders that -Path names; wildcards may match many.</summary>
    /// <exception cref="MigrationException">PathNotFound when nothing matches, PathNotInFileSystem.</exception>
    public static IReadOnlyList<string> Existing(PSCmdlet cmdlet, string path)
    {
        try
        {
            var found = cmdlet.SessionState.Path.GetResolvedProviderPathFromPSPath(path, out var provider);
            EnsureFileSystem(path, provider);
            return found.Count > 0 ? [.. found] : throw NotFound(path);
        }
        catch (SessionStateException e)
        {
            throw NotFound(path, e);
        }
    }

    /// <summary>The file or folder that -LiteralPath names.</summary>
    /// <exception cref="MigrationException">PathNotFound, PathNotInFileSystem.</exception>
    public static string ExistingLiteral(PSCmdlet cmdlet, string path)
    {
        var full = Any(cmdlet, path);
        return Path.Exists(full) ? full : throw NotFound(path);
    }

    /// <summary>A file or folder that need not exist yet. Wildcards are plain characters here.</summary>
    /// <exception cref="MigrationException">PathNotFound when the drive does not exist, PathNotInFileSystem.</exception>
    public static string Any(PSCmdlet cmdlet, string path)
    {
        try
        {
            var full = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
            EnsureFileSystem(path, provider);
            return full;
        }
        catch (SessionStateException e)
        {
            throw NotFound(path, e);
        }
    }

    private static void EnsureFileSystem(string path, ProviderInfo provider)
    {
        if (provider.Name != "FileSystem")
        {
            throw new MigrationException(ShellErrors.PathNotInFileSystem, $"'{path}' is a path of the {provider.Name} provider, not of the file system.")
            {
                Target = path,
            };
        }
    }

    private static MigrationException NotFound(string path, Exception? cause = null) =>
        new(ShellErrors.PathNotFound, $"'{path}' does not exist.", cause) { Target = path };
}
