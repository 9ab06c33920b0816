using SchemaMigrate.Connections;
using SchemaMigrate.Execution;
using SchemaMigrate.Execution.Events;
using SchemaMigrate.Planning;
using SchemaMigrate.Revisions;
using SchemaMigrate.Tests.Fixtures;

namespace SchemaMigrate.Tests.Execution;

/// <summary>A folder of SQL revisions and a fresh database to run them on.</summary>
internal sealed class TestProject : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("sm-revisions-").FullName;
    private string? last;
    private int count;

    private TestProject(string connectionString) => ConnectionString = connectionString;

    public string ConnectionString { get; set; }

    public string Folder => folder;

    public ConnectionTarget Target => ConnectionTarget.Parse(ConnectionString);

    public List<RunEvent> Events { get; } = [];

    public static async Task<TestProject> CreateAsync(int? major = null) => new(await PostgresFixture.CreateDatabaseAsync(major));

    public static TestProject On(string connectionString) => new(connectionString);

    /// <summary>Adds a revision behind the last one and gives its id.</summary>
    public string Add(string upgrade, string? downgrade = null, string? id = null, string? parents = null)
    {
        id ??= $"{++count:d4}aaaaaaaa";
        var text = $"-- revision: {id}\n" + ((parents ?? last) is { Length: > 0 } p ? $"-- parents: {p}\n" : "") + $"-- message: step {id}\n\n-- upgrade\n{upgrade}\n" +
            (downgrade is null ? "" : $"\n-- downgrade\n{downgrade}\n");
        File.WriteAllText(PathOf(id), text);
        last = id;
        return id;
    }

    public string PathOf(string id) => Path.Combine(folder, $"20260101{id[..4].PadLeft(6, '0')}_{id}.sql");

    public void Replace(string id, string from, string to) => File.WriteAllText(PathOf(id), File.ReadAllText(PathOf(id)).Replace(from, to, StringComparison.Ordinal));

    public async Task<Planner> PlannerAsync() => new((await RevisionDirectory.LoadAsync(folder)).Graph, NoPowerShell);

    public Migrator Migrator(RunOptions? options = null, RunProbe? probe = null) =>
        new(Target, options ?? new RunOptions(), TimeProvider.System, Record) { Probe = probe ?? RunProbe.None };

    public async Task<RunResult> UpgradeAsync(string target = "heads", RunOptions? options = null, RunProbe? probe = null, CancellationToken cancellationToken = default)
    {
        var planner = await PlannerAsync();
        return await Migrator(options, probe).RunAsync(
            (state, token) => planner.UpgradeAsync(state, TargetSelector.Parse(target), token), "upgrade", cancellationToken);
    }

    public async Task<RunResult> DowngradeAsync(string target, RunOptions? options = null, RunProbe? probe = null)
    {
        var planner = await PlannerAsync();
        var migrator = Migrator(options, probe);
        var applied = await migrator.ReadStateAsync();
        var graph = (await RevisionDirectory.LoadAsync(folder)).Graph;
        var kept = await migrator.ReadKeptAsync(graph.UnknownOf(applied.Revisions.Select(revision => revision.Id)));
        return await migrator.RunAsync(
            (state, token) => planner.DowngradeAsync(state, TargetSelector.Parse(target), false, kept, token), "downgrade");
    }

    public async Task<Plan> PlanAsync(string target = "heads") =>
        await (await PlannerAsync()).UpgradeAsync(await Migrator().ReadStateAsync(), TargetSelector.Parse(target));

    public Task<DatabaseSession> OpenAsync(string name = "test") => DatabaseSession.OpenAsync(Target, name);

    public async Task<string> LinesAsync(string sql)
    {
        await using var session = await OpenAsync();
        return string.Join('\n', await session.QueryAsync(sql, row => row.IsDBNull(0) ? "" : row.GetString(0), CancellationToken.None));
    }

    public async Task<T?> ScalarAsync<T>(string sql)
    {
        await using var session = await DatabaseSession.OpenAsync(Target, "test");
        return await session.ScalarAsync<T>(sql, CancellationToken.None);
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var session = await DatabaseSession.OpenAsync(Target, "test");
        await session.ExecuteAsync(sql, CancellationToken.None);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private void Record(RunEvent runEvent)
    {
        lock (Events)
        {
            Events.Add(runEvent);
        }
    }

    private static Task<EvaluatedRevision> NoPowerShell(Revision revision, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("These tests have SQL revisions only.");
}
