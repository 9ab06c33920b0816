using SchemaMigrate.Connections;
using SchemaMigrate.Preflight;
using SchemaMigrate.Sandbox;
using SchemaMigrate.Tests.Connections;
using SchemaMigrate.Tests.Fixtures;

namespace SchemaMigrate.Tests.Preflight.Live;

/// <summary>What only a server of its own can show: prepared transactions, a vacuum that does not give way, a standby that is behind. Each is told while it is so, and not after.</summary>
public class MomentTests
{
    private const string Rewrite = "ALTER TABLE t ALTER COLUMN id TYPE bigint";

    [Theory]
    [ClassData(typeof(ServerMajors))]
    public async Task A_prepared_transaction_is_named_until_it_is_rolled_back(int major)
    {
        await using var server = await StartAsync(major, ("max_prepared_transactions", "2"));
        await using var session = await TestSessions.OpenAsync(ConnectionTarget.Parse(server.ConnectionString));
        await session.ExecuteAsync("CREATE TABLE t (id int)", CancellationToken.None);
        await session.ExecuteAsync("BEGIN", CancellationToken.None);
        await session.ExecuteAsync("INSERT INTO t VALUES (1)", CancellationToken.None);
        await session.ExecuteAsync("PREPARE TRANSACTION 'order-17'", CancellationToken.None);

        var held = (await ExamineAsync(session, Rewrite)).Single(finding => finding.RuleId == "SM108");
        var waiting = (await ExamineAsync(session, "CREATE INDEX CONCURRENTLY i ON t (id)")).Single(finding => finding.RuleId == "SM036");
        await session.ExecuteAsync("ROLLBACK PREPARED 'order-17'", CancellationToken.None);

        Assert.Equal(Severity.Danger, held.Severity);
        Assert.Contains("the prepared transaction 'order-17' holds RowExclusive", held.Evidence[0].Text, StringComparison.Ordinal);
        Assert.Contains("'order-17'", waiting.Evidence[0].Text, StringComparison.Ordinal);
        Assert.DoesNotContain(await ExamineAsync(session, Rewrite), finding => finding.RuleId == "SM108");
        Assert.DoesNotContain(await ExamineAsync(session, "CREATE INDEX CONCURRENTLY i ON t (id)"), finding => finding.RuleId == "SM036");
    }

    [Theory]
    [ClassData(typeof(ServerMajors))]
    public async Task A_vacuum_against_wraparound_is_told_while_it_runs(int major)
    {
        await using var server = await StartAsync(major, ("autovacuum", "on"), ("autovacuum_naptime", "1s"), ("autovacuum_freeze_max_age", "100000"));
        await using var session = await TestSessions.OpenAsync(ConnectionTarget.Parse(server.ConnectionString));
        await session.ExecuteAsync("CREATE TABLE t (id int, pad text)", CancellationToken.None);
        // So slow that it is seen.
        await session.ExecuteAsync("ALTER TABLE t SET (autovacuum_freeze_max_age = 100000, autovacuum_vacuum_cost_delay = 100, autovacuum_vacuum_cost_limit = 1)", CancellationToken.None);
        await session.ExecuteAsync("INSERT INTO t SELECT i, repeat('x', 1000) FROM generate_series(1, 20000) i", CancellationToken.None);
        Assert.DoesNotContain(await ExamineAsync(session, Rewrite), finding => finding.RuleId == "SM109");

        await session.ExecuteAsync("DO $$ BEGIN FOR i IN 1..110000 LOOP BEGIN INSERT INTO t VALUES (1); RAISE EXCEPTION 'x'; EXCEPTION WHEN raise_exception THEN NULL; END; END LOOP; END $$", CancellationToken.None);
        await UntilAsync(session, "SELECT EXISTS (SELECT FROM pg_stat_progress_vacuum WHERE relid = 't'::regclass)");
        var findings = await ExamineAsync(session, Rewrite);

        Assert.Contains(findings, finding => finding is { RuleId: "SM109", Severity: Severity.Danger } && finding.Message.Contains("does not give way", StringComparison.Ordinal));

        // Its lock is in the way of ALTER TABLE, too.
        await session.ScalarAsync<long>("SELECT count(pg_cancel_backend(pid)) FROM pg_stat_progress_vacuum", CancellationToken.None);
        await session.ExecuteAsync("ALTER TABLE t RESET (autovacuum_vacuum_cost_delay, autovacuum_vacuum_cost_limit)", CancellationToken.None);
        await session.ExecuteAsync("VACUUM (FREEZE) t", CancellationToken.None);
        await UntilAsync(session, "SELECT NOT EXISTS (SELECT FROM pg_stat_progress_vacuum WHERE relid = 't'::regclass)");
        Assert.DoesNotContain(await ExamineAsync(session, Rewrite), finding => finding.RuleId == "SM109");
    }

    [Theory]
    [ClassData(typeof(ServerMajors))]
    public async Task A_standby_that_is_behind_is_a_warning_and_one_that_has_caught_up_a_remark(int major)
    {
        await using var primary = await SandboxServer.StartAsync(new SandboxOptions { Version = $"{major}" }, TimeProvider.System, CancellationToken.None);
        await using var session = await TestSessions.OpenAsync(ConnectionTarget.Parse(primary.ConnectionString));
        await session.ExecuteAsync("CREATE TABLE t (id int, pad text)", CancellationToken.None);
        await using var standby = await primary.CreateStandbyAsync(CancellationToken.None);
        await using var replica = await TestSessions.OpenAsync(ConnectionTarget.Parse(standby.ConnectionString));

        await replica.ExecuteAsync("SELECT pg_wal_replay_pause()", CancellationToken.None);
        await session.ExecuteAsync("INSERT INTO t SELECT i, repeat('x', 1000) FROM generate_series(1, 5000) i", CancellationToken.None);
        await UntilAsync(session, "SELECT max(pg_wal_lsn_diff(pg_current_wal_lsn(), replay_lsn)) > 2000000 FROM pg_stat_replication");
        var behind = (await ExamineAsync(session, Rewrite)).Single(finding => finding.RuleId == "SM112");
        await replica.ExecuteAsync("SELECT pg_wal_replay_resume()", CancellationToken.None);
        await UntilAsync(session, "SELECT max(pg_wal_lsn_diff(pg_current_wal_lsn(), replay_lsn)) < 100000 FROM pg_stat_replication");
        var caughtUp = (await ExamineAsync(session, Rewrite)).Single(finding => finding.RuleId == "SM112");

        Assert.Equal((Severity.Warning, Severity.Info), (behind.Severity, caughtUp.Severity));
        Assert.Contains("is behind already", behind.Message, StringComparison.Ordinal);
    }

    private static async Task<SandboxServer> StartAsync(int major, params (string Name, string Value)[] settings) => await SandboxServer.StartAsync(
        new SandboxOptions { BinDirectory = (await PostgresFixture.ServerAsync(major)).BinDirectory, Settings = settings.ToDictionary(setting => setting.Name, setting => setting.Value) },
        TimeProvider.System, CancellationToken.None);

    private static async Task UntilAsync(DatabaseSession session, string condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (!await session.ScalarAsync<bool>(condition, patience.Token))
        {
            await Task.Delay(100, patience.Token);
        }
    }

    private static async Task<IReadOnlyList<Finding>> ExamineAsync(DatabaseSession session, string sql)
    {
        var options = new PreflightOptions { Server = new ServerVersion(session.Server.Major) };
        var examination = new PreflightEngine(options).Examine([new PreflightSource([new SourcePart(sql)], SourceRunner.Module)]);
        return (await new LivePreflight(options, LiveDatabase.Touchy with { ReplicaBytesBehind = 1 << 20 }, TimeProvider.System).ExamineAsync(session, examination)).Findings;
    }
}
