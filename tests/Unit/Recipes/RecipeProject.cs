using SchemaMigrate.Connections;
using SchemaMigrate.Execution;
using SchemaMigrate.Operations;
using SchemaMigrate.Planning;
using SchemaMigrate.Revisions;
using SchemaMigrate.Tests.Fixtures;
using SchemaMigrate.Tests.Operations;

namespace SchemaMigrate.Tests.Recipes;

/// <summary>The revisions of a recipe in a folder, and a database of its own to run them on, as a user's project would. The gates are left out: tests open them.</summary>
internal sealed class RecipeProject : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("sm-recipe-").FullName;
    private readonly Dictionary<string, EvaluatedRevision> bodies = [];
    private readonly List<string> ids = [];

    private RecipeProject(string connectionString, IReadOnlyList<RecipePhase> phases) => (ConnectionString, Phases) = (connectionString, phases);

    public string ConnectionString { get; }

    public IReadOnlyList<RecipePhase> Phases { get; }

    /// <summary>The search_path of the steps; null for the login's own.</summary>
    public IReadOnlyList<SchemaMigrate.Sql.Identifier>? SearchPath { get; set; }

    public static async Task<RecipeProject> CreateAsync(int major, string setup, params Operation[] operations) =>
        await OnAsync(await PostgresFixture.CreateDatabaseAsync(major), setup, operations);

    /// <summary>The same in a database that is there.</summary>
    public static async Task<RecipeProject> OnAsync(string connectionString, string setup, params Operation[] operations)
    {
        var project = new RecipeProject(connectionString, RecipeExpansion.Of(operations));
        await project.ExecuteAsync(setup);
        var writer = new RevisionWriter(TimeProvider.System, new RevisionIdGenerator());
        foreach (var phase in project.Phases)
        {
            var draft = writer.WithId(
                new RevisionDraft
                {
                    Message = phase.Title,
                    Format = RevisionFormat.PowerShell,
                    Parents = project.ids.TakeLast(1).ToArray(),
                    Phase = Enum.Parse<RevisionPhase>(phase.Kind.ToString()),
                    Upgrade = [.. phase.Upgrade.Select(operation => operation.ToScript())],
                },
                project.ids);
            await writer.CreateAsync(project.folder, draft, graph: null);
            project.ids.Add(draft.Id!);
            project.bodies.Add(draft.Id!, new EvaluatedRevision(phase.Upgrade, phase.Downgrade, phase.Irreversible));
        }

        return project;
    }

    /// <summary>Applies phases up to a number, counted from 1.</summary>
    public Task UpAsync(int phase) => UpAsync(phase, ConnectionString, RunProbe.None);

    /// <summary>The same over another way to the database, and watched.</summary>
    public async Task UpAsync(int phase, string connectionString, RunProbe probe)
    {
        var planner = await PlannerAsync();
        await Migrator(connectionString, probe).RunAsync((state, token) => planner.UpgradeAsync(state, TargetSelector.Parse(ids[phase - 1]), token), "upgrade");
    }

    /// <summary>Undoes phases until only so many are applied.</summary>
    public Task DownAsync(int phases) => DownAsync(phases, ConnectionString, RunProbe.None);

    /// <summary>The same over another way to the database, and watched.</summary>
    public async Task DownAsync(int phases, string connectionString, RunProbe probe)
    {
        var planner = await PlannerAsync();
        var target = TargetSelector.Parse(phases == 0 ? "base" : ids[phases - 1]);
        await Migrator(connectionString, probe).RunAsync(
            (state, token) => planner.DowngradeAsync(state, target, false, new Dictionary<string, PlannedRevision>(), token), "downgrade");
    }

    public async Task<IReadOnlyList<string>> CatalogAsync()
    {
        await using var connection = await OperationDatabase.OpenAsync(ConnectionString);
        return [.. (await CatalogLines.ReadAsync(connection)).Where(line => !line.Contains("schemamigrate", StringComparison.Ordinal))];
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var connection = await OperationDatabase.OpenAsync(ConnectionString);
        await using var command = new Npgsql.NpgsqlCommand(sql, connection) { CommandTimeout = 300 };
        await command.ExecuteNonQueryAsync();
    }

    public async Task<T> ScalarAsync<T>(string sql)
    {
        await using var connection = await OperationDatabase.OpenAsync(ConnectionString);
        await using var command = new Npgsql.NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public void Dispose()
    {
        Directory.Delete(folder, recursive: true);

        // Each test has a database of its own: connections kept for a next use would only use up the server's.
        using var last = new Npgsql.NpgsqlConnection(ConnectionString);
        Npgsql.NpgsqlConnection.ClearPool(last);
    }

    private async Task<Planner> PlannerAsync() =>
        new((await RevisionDirectory.LoadAsync(folder)).Graph, (revision, _) => Task.FromResult(bodies[revision.Id]));

    private Migrator Migrator(string connectionString, RunProbe probe) =>
        new(ConnectionTarget.Parse(connectionString), new RunOptions { SearchPath = SearchPath }, TimeProvider.System, _ => { }) { Probe = probe };
}
