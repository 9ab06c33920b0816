using System.Text;
using System.Text.Json;
using SchemaMigrate.Errors;
using SchemaMigrate.Revisions;

namespace SchemaMigrate.Projects;

/// <summary>A project: a root directory with schemamigrate.json, and the settings in it.</summary>
public sealed record Project
{
    internal Project(string root, ProjectSettings settings, IReadOnlyList<SettingProblem> warnings)
    {
        Root = root;
        Settings = settings;
        Warnings = warnings;
    }

    /// <summary>The full path of the root directory.</summary>
    public string Root { get; }

    /// <summary>The settings.</summary>
    public ProjectSettings Settings { get; }

    /// <summary>What is unwise about the settings, such as a password in them.</summary>
    public IReadOnlyList<SettingProblem> Warnings { get; }

    /// <summary>The full path of the settings file.</summary>
    public string SettingsPath => Path.Combine(Root, ProjectLocator.SettingsFileName);

    /// <summary>The full path of the directory of the revision files.</summary>
    public string RevisionsPath => Path.GetFullPath(Settings.Path, Root);

    /// <summary>Loads the project that a directory belongs to.</summary>
    /// <param name="directory">A directory of the project, or its settings file.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="MigrationException"><see cref="ProjectErrors.ProjectNotFound"/> or <see cref="ProjectErrors.ProjectFileUnavailable"/>.</exception>
    /// <exception cref="ProjectSettingException">What is wrong with the settings.</exception>
    public static async Task<Project> LoadAsync(string directory, CancellationToken cancellationToken = default)
    {
        var root = ProjectLocator.Find(directory);
        var path = Path.Combine(root, ProjectLocator.SettingsFileName);
        try
        {
            var (settings, warnings) = SettingsReader.Read(path, await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false));
            return new Project(root, settings, warnings);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unavailable(path, e);
        }
    }

    /// <summary>
    /// Makes a directory the root of a project: schemamigrate.json, its JSON schema, and the directory for revision files. What is there
    /// stays as it is, so a second call changes nothing.
    /// </summary>
    /// <param name="directory">The root directory; created when missing.</param>
    /// <param name="revisionsPath">The directory for revision files, relative to the root; null for <c>migrations</c> or what the settings say.</param>
    /// <param name="journalSchema">The schema of the journal; null for <c>schemamigrate</c> or what the settings say.</param>
    /// <param name="cancellationToken">Stops between the files.</param>
    /// <exception cref="MigrationException">
    /// <see cref="ProjectErrors.ProjectSettingsDiffer"/> when the project is there with other values than those given;
    /// <see cref="ProjectErrors.ProjectFileUnavailable"/>.
    /// </exception>
    /// <exception cref="ProjectSettingException">The settings that are there, or the values given, are wrong.</exception>
    public static async Task<ProjectInitialization> InitializeAsync(
        string directory, string? revisionsPath = null, string? journalSchema = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        var root = Path.GetFullPath(directory);
        var settingsPath = Path.Combine(root, ProjectLocator.SettingsFileName);
        var created = new List<string>();
        try
        {
            var content = InitialSettings(revisionsPath ?? ProjectSettings.Default.Path, journalSchema ?? ProjectSettings.Default.JournalSchema);
            SettingsReader.Read(settingsPath, content);
            CreateDirectory(root, created);
            await CreateFileAsync(settingsPath, content, created, cancellationToken).ConfigureAwait(false);
            var project = await LoadAsync(root, cancellationToken).ConfigureAwait(false);
            CheckSame("path", revisionsPath, project.Settings.Path);
            CheckSame("journalSchema", journalSchema, project.Settings.JournalSchema);
            await CreateFileAsync(Path.Combine(root, ProjectSchema.FileName), ProjectSchema.Read(), created, cancellationToken).ConfigureAwait(false);
            CreateDirectory(project.RevisionsPath, created);
            return new ProjectInitialization(project, created);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unavailable(root, e);
        }

        void CheckSame(string key, string? wanted, string present)
        {
            if (wanted is not null && wanted != present)
            {
                throw new MigrationException(ProjectErrors.ProjectSettingsDiffer, $"'{settingsPath}' is there already and its '{key}' is '{present}', not '{wanted}'.") { Target = settingsPath };
            }
        }
    }

    /// <summary>Finds a named target.</summary>
    /// <param name="name">The name, in any case.</param>
    /// <exception cref="MigrationException"><see cref="ProjectErrors.TargetNotConfigured"/>.</exception>
    public TargetSettings GetTarget(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return Settings.Targets.TryGetValue(name, out var target) ? target
            : throw new MigrationException(
                ProjectErrors.TargetNotConfigured,
                $"'{SettingsPath}' has no target '{name}'. It has {(Settings.Targets.Count == 0 ? "none" : string.Join(", ", Settings.Targets.Keys.Order(StringComparer.Ordinal)))}.{NearestName.Hint(name, Settings.Targets.Keys)}")
            { Target = name };
    }

    private static byte[] InitialSettings(string path, string journalSchema)
    {
        var json = $$"""
            {
              "$schema": "./{{ProjectSchema.FileName}}",
              "path": {{Quote(path)}},
              "journalSchema": {{Quote(journalSchema)}}
            }

            """;
        return Encoding.UTF8.GetBytes(json.ReplaceLineEndings("\n"));
    }

    private static string Quote(string text) => $"\"{JsonEncodedText.Encode(text, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";

    private static void CreateDirectory(string path, List<string> created)
    {
        if (!Directory.Exists(path))
        {
            Directory.CreateDirectory(path);
            created.Add(path);
        }
    }

    private static async Task CreateFileAsync(string path, byte[] content, List<string> created, CancellationToken cancellationToken)
    {
        if (File.Exists(path))
        {
            return;
        }

        var temporary = await NewFile.PrepareAsync(Path.GetDirectoryName(path)!, content, cancellationToken).ConfigureAwait(false);
        if (NewFile.TryPublish(temporary, path))
        {
            created.Add(path);
        }
        else
        {
            NewFile.Discard(temporary);
        }
    }

    private static MigrationException Unavailable(string path, Exception cause) =>
        new(ProjectErrors.ProjectFileUnavailable, $"'{path}' cannot be read or written: {cause.Message}", cause) { Target = path };
}
