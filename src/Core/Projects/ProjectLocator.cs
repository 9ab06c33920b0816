using SchemaMigrate.Errors;

namespace SchemaMigrate.Projects;

/// <summary>Finds the project that a directory belongs to.</summary>
public static class ProjectLocator
{
    /// <summary>The name of the settings file, which marks the root of a project.</summary>
    public const string SettingsFileName = "schemamigrate.json";

    /// <summary>The root directory of the project: the given directory or the nearest one above it that holds schemamigrate.json.</summary>
    /// <param name="startDirectory">A directory, or the settings file itself.</param>
    /// <exception cref="MigrationException"><see cref="ProjectErrors.ProjectNotFound"/>.</exception>
    public static string Find(string startDirectory) =>
        TryFind(startDirectory)
        ?? throw new MigrationException(
            ProjectErrors.ProjectNotFound,
            $"There is no {SettingsFileName} in '{Path.GetFullPath(startDirectory)}' or in a directory above it.")
        { Target = startDirectory };

    /// <summary>As <see cref="Find"/>, but null when there is none.</summary>
    /// <param name="startDirectory">A directory, or the settings file itself.</param>
    public static string? TryFind(string startDirectory)
    {
        ArgumentException.ThrowIfNullOrEmpty(startDirectory);
        var full = Path.GetFullPath(startDirectory);
        var start = Path.GetFileName(full) == SettingsFileName && File.Exists(full) ? Path.GetDirectoryName(full) : full;
        for (var directory = start; directory is not null; directory = Path.GetDirectoryName(directory))
        {
            if (File.Exists(Path.Combine(directory, SettingsFileName)))
            {
                return directory;
            }
        }

        return null;
    }
}
