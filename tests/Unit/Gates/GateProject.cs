using SchemaMigrate.Connections;
using SchemaMigrate.Execution;
using SchemaMigrate.Planning;
using SchemaMigrate.Revisions;
using SchemaMigrate.Tests.Fixtures;

namespace SchemaMigrate.Tests.Gates;

/// <summary>Revisions with gates and phases, and a fresh database to run them on.</summary>
internal sealed class GateProject : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("sm-gates-").FullName;
    private int count;

    private GateProject(string connectionString) => ConnectionString = connectionString;

    public string ConnectionString { get; }

    public ConnectionTarget Target => ConnectionTarget.Parse(ConnectionString);

    public static async Task<GateProject> CreateAsync(int major) => new(await PostgresFixture.CreateDatabaseAsync(major));

    public static GateProject On(string connectionString) => new(connectionString);

    /// <summary>Adds a revision that creates a table of its name, unless other SQL is given.</summary>
    public string Add(string id, string parents = "", string phase = "", string gate = "", string? upgrade = null, string? downgrade = null, string requires = "")
    {
        string Line(string key, string value) => value.Length == 0 ? "" : $"-- {key}: {value}\n";
        File.WriteAllText(
            PathOf(id) ?? Path.Combine(folder, $"{20260101000000 + ++count}_{id}.sql"),
            $"-- revision: {id}\n{Line("parents", parents)}-- message: message of {id}\n{Line("phase", phase)}{Line("requires", requires)}{Line("gate", gate)}" +
            $"\n-- upgrade\n{upgrade ?? $"CREATE TABLE t_{id} (id int);"}\n\n-- downgrade\n{downgrade ?? $"DROP TABLE t_{id};"}\n");
        return id;
    }

    public string? PathOf(string id) => Directory.GetFiles(folder, $"*_{id}.sql").SingleOrDefault();

    public async Task<RevisionGraph> GraphAsync() => (await RevisionDirectory.LoadAsync(folder)).Graph;

    public async Task<Planner> PlannerAsync() => new(await GraphAsync(), (_, _) => throw new InvalidOperationException("SQL only."));

    public Migrator Migrator() => new(Target, new RunOptions(), TimeProvider.System, _ => { });

    public static UpgradeRequest Request(string target = "heads", RevisionPhase phase = RevisionPhase.Contract, bool requireAll = false, params string[] ignore) =>
        new(TargetSelector.Parse(target)) { Phase = phase, RequireAll = requireAll, Ignored = IgnoredGates.Of(ignore) };

    public async Task<RunResult> UpgradeAsync(string target = "heads", RevisionPhase phase = RevisionPhase.Contract, bool requireAll = false, params string[] ignore) =>
        await Migrator().RunAsync((await PlannerAsync()).Upgrade(Request(target, phase, requireAll, ignore)), "upgrade");

    public async Task<Plan> PlanAsync(string target = "heads", RevisionPhase phase = RevisionPhase.Contract, bool requireAll = false, params string[] ignore) =>
        await Migrator().PlanAsync((await PlannerAsync()).Upgrade(Request(target, phase, requireAll, ignore)));

    public async Task<RunResult> RunAsync(Plan plan) => await Migrator().RunAsync(SavedPlan.Exactly(plan, await GraphAsync()), "upgrade");

    public async Task DowngradeAsync(string target)
    {
        var planner = await PlannerAsync();
        await Migrator().RunAsync(
            (state, token) => planner.DowngradeAsync(state, TargetSelector.Parse(target), true, new Dictionary<string, PlannedRevision>(), token), "downgrade");
    }

    public async Task<MigrationStatus> StatusAsync()
    {
        var graph = await GraphAsync();
        var gated = await Migrator().ReadStateAsync(state => StatusReader.QuestionsOf(graph, state));
        return StatusReader.Read(graph, gated.State, gated.Facts);
    }

    public async Task<ApprovalResult> ApproveAsync(string id, string by = "dba", string reason = "reviewed")
    {
        var state = await Migrator().ReadStateAsync();
        (await GraphAsync()).TryGet(id, out var revision);
        return await Approvals().ApproveAsync(await (await PlannerAsync()).DescribeAsync(revision!, state), by, reason);
    }

    public Task<ApprovalResult> RevokeAsync(string id) => Approvals().RevokeAsync(id, $"message of {id}", "dba", "second thoughts");

    public async Task<GateVerdict> VerdictAsync(string id)
    {
        var plan = await PlanAsync();
        return plan.Gates.Single(gates => gates.RevisionId == id).Verdicts[0];
    }

    public async Task ExecuteAsync(params string[] statements)
    {
        await using var session = await DatabaseSession.OpenAsync(Target, "test");
        foreach (var statement in statements)
        {
            await session.ExecuteAsync(statement, CancellationToken.None);
        }
    }

    public async Task<string> LinesAsync(string sql)
    {
        await using var session = await DatabaseSession.OpenAsync(Target, "test");
        return string.Join('\n', await session.QueryAsync(sql, row => row.IsDBNull(0) ? "" : row.GetString(0), CancellationToken.None));
    }

    public Task<string> AppliedAsync() => LinesAsync("SELECT string_agg(id, ' ' ORDER BY sequence) FROM schemamigrate.revision WHERE state = 'Applied'");

    public static string Held(IReadOnlyList<Hold> held) => string.Join(' ', held.Select(hold => $"{hold.RevisionId}<{hold.HeldBy}:{hold.Gate}"));

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private GateApprovals Approvals() => new(Target, new RunOptions(), TimeProvider.System, _ => { });
}
