using SchemaMigrate.Errors;
using SchemaMigrate.Projects;
using SchemaMigrate.Tests.Revisions;

namespace SchemaMigrate.Tests.Projects;

public sealed class ProjectTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task Initialising_creates_settings_schema_and_directory_and_loads_them()
    {
        var root = Path.Combine(directory.Path, "new", "app");
        var result = await Project.InitializeAsync(root);

        Assert.True(result.Changed);
        Assert.Equal(["app", "migrations", "schemamigrate.json", "schemamigrate.schema.json"], result.Created.Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
        Assert.All(result.Created, path => Assert.True(Path.Exists(path)));
        Assert.Equal(Path.Combine(root, "migrations"), result.Project.RevisionsPath);
        Assert.Contains("\"$schema\": \"./schemamigrate.schema.json\"", await File.ReadAllTextAsync(result.Project.SettingsPath), StringComparison.Ordinal);
        Assert.Equal(ProjectSchema.Read(), await File.ReadAllBytesAsync(Path.Combine(root, "schemamigrate.schema.json")));
    }

    [Fact]
    public async Task Initialising_again_changes_nothing()
    {
        await Project.InitializeAsync(directory.Path, "db", "journal");
        var before = await File.ReadAllTextAsync(Path.Combine(directory.Path, "schemamigrate.json"));

        Assert.False((await Project.InitializeAsync(directory.Path, "db", "journal")).Changed);
        Assert.False((await Project.InitializeAsync(directory.Path)).Changed);
        Assert.Equal(before, await File.ReadAllTextAsync(Path.Combine(directory.Path, "schemamigrate.json")));
    }

    [Fact]
    public async Task Initialising_never_overwrites_and_completes_what_is_missing()
    {
        directory.Write("schemamigrate.json", "{ /* mine */ \"path\": \"x\" }");

        var result = await Project.InitializeAsync(directory.Path);

        Assert.Equal(["schemamigrate.schema.json", "x"], result.Created.Select(path => Path.GetFileName(path)));
        Assert.Equal("{ /* mine */ \"path\": \"x\" }", await File.ReadAllTextAsync(result.Project.SettingsPath));
    }

    [Fact]
    public async Task Initialising_with_other_values_than_are_there_is_refused()
    {
        directory.Write("schemamigrate.json", "{ \"path\": \"x\" }");

        var error = await Assert.ThrowsAsync<MigrationException>(() => Project.InitializeAsync(directory.Path, "y"));

        Assert.Equal("ProjectSettingsDiffer", error.ErrorId);
        Assert.Single(Directory.EnumerateFileSystemEntries(directory.Path));
    }

    [Fact]
    public async Task Initialising_with_impossible_values_writes_nothing()
    {
        var error = await Assert.ThrowsAsync<ProjectSettingException>(() => Project.InitializeAsync(directory.Path, journalSchema: new string('x', 64)));

        Assert.Equal("journalSchema", error.Problems[0].Key);
        Assert.Empty(Directory.EnumerateFileSystemEntries(directory.Path));
    }

    [Fact]
    public async Task Values_that_need_escaping_survive()
    {
        var result = await Project.InitializeAsync(directory.Path, "mi \"gra\" tions", "Jörnal\\1");

        Assert.Equal("mi \"gra\" tions", result.Project.Settings.Path);
        Assert.Equal("Jörnal\\1", result.Project.Settings.JournalSchema);
    }

    [Fact]
    public async Task The_nearest_project_above_is_found()
    {
        await Project.InitializeAsync(directory.Path);
        var inner = Path.Combine(directory.Path, "a", "b");
        Directory.CreateDirectory(inner);

        Assert.Equal(directory.Path, ProjectLocator.Find(inner));
        Assert.Equal(directory.Path, ProjectLocator.Find(Path.Combine(directory.Path, "schemamigrate.json")));
        Assert.Equal(directory.Path, (await Project.LoadAsync(inner)).Root);

        await Project.InitializeAsync(inner);
        Assert.Equal(inner, ProjectLocator.Find(inner));
    }

    [Fact]
    public async Task No_project_is_an_error()
    {
        var error = await Assert.ThrowsAsync<MigrationException>(() => Project.LoadAsync(directory.Path));

        Assert.Equal("ProjectNotFound", error.ErrorId);
        Assert.Contains(directory.Path, error.Message, StringComparison.Ordinal);
        Assert.Null(ProjectLocator.TryFind(directory.Path));
    }

    [Fact]
    public async Task A_target_is_found_by_name_and_an_unknown_one_is_an_error_with_the_nearest()
    {
        directory.Write("schemamigrate.json", "{ \"targets\": { \"production\": { \"service\": \"p\" }, \"dev\": {} } }");
        var project = await Project.LoadAsync(directory.Path);

        Assert.Equal("p", project.GetTarget("Production").Service);
        var error = Assert.Throws<MigrationException>(() => project.GetTarget("prodution"));
        Assert.Equal("TargetNotConfigured", error.ErrorId);
        Assert.Contains("Did you mean 'production'?", error.Message, StringComparison.Ordinal);
    }
}
