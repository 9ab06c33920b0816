using SchemaMigrate.Connections;
using SchemaMigrate.Preflight;
using SchemaMigrate.Sql;
using SchemaMigrate.Tests.Connections;

namespace SchemaMigrate.Tests.Preflight.Live;

/// <summary>A database of its own, filled by a test, before which statements are examined.</summary>
internal sealed class LiveDatabase : IAsyncDisposable
{
    private LiveDatabase(ConnectionTarget target, DatabaseSession session) => (Target, Session) = (target, session);

    public ConnectionTarget Target { get; }

    public DatabaseSession Session { get; }

    /// <summary>Locks of any length are worth telling: the tables of tests are tiny.</summary>
    public static LiveOptions Touchy { get; } = new() { HarmlessHold = TimeSpan.Zero, ShortHold = TimeSpan.Zero, LongTransaction = TimeSpan.Zero };

    public static async Task<LiveDatabase> CreateAsync(int major, string setup)
    {
        var target = await TestSessions.NewTargetAsync(major);
        var database = new LiveDatabase(target, await TestSessions.OpenAsync(target));
        await database.RunAsync(setup);
        return database;
    }

    public async Task RunAsync(string sql)
    {
        foreach (var statement in SqlScript.Parse(sql).Statements)
        {
            await Session.ExecuteAsync(statement.Text, CancellationToken.None);
        }
    }

    public Task<IReadOnlyList<Finding>> ExamineAsync(string sql, LiveOptions? live = null, DatabaseSession? session = null) =>
        ExamineAsync(sql, new PreflightOptions { Server = new ServerVersion(Session.Server.Major) }, live, session);

    public async Task<IReadOnlyList<Finding>> ExamineAsync(string sql, PreflightOptions options, LiveOptions? live = null, DatabaseSession? session = null)
    {
        var examination = new PreflightEngine(options).Examine([PreflightSource.OfText(sql, "t.sql") with { Runner = SourceRunner.Module }]);
        var sharpened = await new LivePreflight(options, live ?? new LiveOptions(), TimeProvider.System).ExamineAsync(session ?? Session, examination);
        return sharpened.Findings;
    }

    public async Task<Finding?> FindAsync(string rule, string sql, LiveOptions? live = null) =>
        (await ExamineAsync(sql, live)).SingleOrDefault(finding => finding.RuleId == rule);

    public ValueTask DisposeAsync() => Session.DisposeAsync();
}
