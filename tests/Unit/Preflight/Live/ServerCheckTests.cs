using SchemaMigrate.Connections;
using SchemaMigrate.Preflight;
using SchemaMigrate.Sandbox;
using SchemaMigrate.Tests.Connections;
using SchemaMigrate.Tests.Fixtures;

namespace SchemaMigrate.Tests.Preflight.Live;

/// <summary>What stands between us and the server, and behind it: poolers, standbys, and what failed builds left.</summary>
public class ServerCheckTests
{
    private const string Alter = "ALTER TABLE t ADD COLUMN x int";

    [FactWith("pgbouncer")]
    public async Task A_pooler_in_transaction_mode_is_told()
    {
        var server = await PostgresFixture.CreateDatabaseAsync();
        await using var direct = await TestSessions.OpenAsync(ConnectionTarget.Parse(server));
        await direct.ExecuteAsync("CREATE TABLE t (id int)", CancellationToken.None);
        await using var pool = await PgBouncer.StartAsync(server, "transaction", 3, "");
        await using var pooled = await TestSessions.OpenAsync(ConnectionTarget.Parse(pool.ConnectionString));

        var finding = (await ExamineAsync(pooled, Alter)).Single(each => each.RuleId == "SM111");

        Assert.Equal((Severity.Danger, FindingVerdict.Confirmed), (finding.Severity, finding.Verdict));
        Assert.NotEmpty(finding.Evidence);
        Assert.DoesNotContain(await ExamineAsync(direct, Alter), each => each.RuleId == "SM111");
    }

    [Theory]
    [ClassData(typeof(ServerMajors))]
    public async Task Standbys_are_told_when_they_replay_the_lock_and_cannot_be_changed_themselves(int major)
    {
        await using var primary = await SandboxServer.StartAsync(new SandboxOptions { Version = $"{major}" }, TimeProvider.System, CancellationToken.None);
        await using var session = await TestSessions.OpenAsync(ConnectionTarget.Parse(primary.ConnectionString));
        await session.ExecuteAsync("CREATE TABLE t (id int)", CancellationToken.None);
        Assert.DoesNotContain(await ExamineAsync(session, Alter), each => each.RuleId is "SM112" or "SM110");

        await using var standby = await primary.CreateStandbyAsync(CancellationToken.None);
        var told = (await ExamineAsync(session, Alter)).Single(each => each.RuleId == "SM112");
        Assert.DoesNotContain(await ExamineAsync(session, "CREATE INDEX CONCURRENTLY i ON t (id)"), each => each.RuleId == "SM112");
        await using var reader = await TestSessions.OpenAsync(ConnectionTarget.Parse(standby.ConnectionString));
        var refused = (await ExamineAsync(reader, Alter)).First(each => each.RuleId == "SM110");

        Assert.Contains(standby.Name.Replace('-', '_'), told.Evidence[0].Text, StringComparison.Ordinal);
        Assert.Equal((Severity.Error, "The server is a standby and takes no writes."), (refused.Severity, refused.Message));
    }

    [Theory]
    [ClassData(typeof(ServerMajors))]
    public async Task What_a_failed_build_left_is_told_until_it_is_dropped(int major)
    {
        await using var database = await LiveDatabase.CreateAsync(major, "CREATE TABLE t (id int); INSERT INTO t VALUES (1), (1)");
        await Assert.ThrowsAsync<SqlExecutionException>(() => database.RunAsync("CREATE UNIQUE INDEX CONCURRENTLY left_over ON t (id)"));

        var finding = (await database.FindAsync("SM138", Alter))!;
        Assert.Equal(["left_over"], finding.Evidence[0].Samples);
        Assert.Null(await database.FindAsync("SM138", "DROP INDEX CONCURRENTLY left_over; " + Alter));
        await database.RunAsync("DROP INDEX left_over");
        Assert.Null(await database.FindAsync("SM138", Alter));
    }

    private static async Task<IReadOnlyList<Finding>> ExamineAsync(DatabaseSession session, string sql)
    {
        var options = new PreflightOptions { Server = new ServerVersion(session.Server.Major) };
        var examination = new PreflightEngine(options).Examine([new PreflightSource([new SourcePart(sql)], SourceRunner.Module)]);
        return (await new LivePreflight(options, null, TimeProvider.System).ExamineAsync(session, examination)).Findings;
    }
}
