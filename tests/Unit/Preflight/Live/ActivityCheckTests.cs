using SchemaMigrate.Connections;
using SchemaMigrate.Preflight;
using SchemaMigrate.Sandbox;
using SchemaMigrate.Sql;
using SchemaMigrate.Tests.Connections;
using SchemaMigrate.Tests.Fixtures;

namespace SchemaMigrate.Tests.Preflight.Live;

/// <summary>The moment: who is in the way, what role it is, and that the examination itself is in nobody's way.</summary>
public class ActivityCheckTests
{
    private const string Alter = "ALTER TABLE t ADD COLUMN x int";

    [Theory]
    [ClassData(typeof(ServerMajors))]
    public async Task Holders_of_conflicting_locks_are_named_while_they_hold_them(int major)
    {
        await using var database = await LiveDatabase.CreateAsync(major, "CREATE TABLE t (id int); INSERT INTO t VALUES (1)");
        Assert.Null(await database.FindAsync("SM108", Alter));
        await using var reader = await TestSessions.OpenAsync(database.Target, "reporting");
        Finding held;
        await using (await reader.BeginAsync(CancellationToken.None))
        {
            await reader.ScalarAsync<int>("SELECT id FROM t", CancellationToken.None);
            held = (await database.FindAsync("SM108", Alter))!;
            var lasting = (await database.FindAsync("SM108", Alter, LiveDatabase.Touchy))!;
            Assert.Equal((Severity.Warning, Severity.Danger), (held.Severity, lasting.Severity));
            Assert.Null(await database.FindAsync("SM108", "CREATE INDEX CONCURRENTLY i ON t (id)"));
            Assert.NotNull(await database.FindAsync("SM036", "CREATE INDEX CONCURRENTLY i ON t (id)", LiveDatabase.Touchy));
        }

        Assert.Contains("reporting", held.Evidence[0].Text, StringComparison.Ordinal);
        Assert.Null(await database.FindAsync("SM108", Alter));
        Assert.Null(await database.FindAsync("SM036", "CREATE INDEX CONCURRENTLY i ON t (id)", LiveDatabase.Touchy));
    }

    [Theory]
    [ClassData(typeof(ServerMajors))]
    public async Task A_table_that_is_locked_against_reading_is_told_and_not_waited_for(int major)
    {
        await using var database = await LiveDatabase.CreateAsync(major, "CREATE TABLE t (id int); CREATE TABLE u (id int)");
        await using var holder = await TestSessions.OpenAsync(database.Target, "maintenance");
        await using var transaction = await holder.BeginAsync(CancellationToken.None);
        await holder.ExecuteAsync("LOCK TABLE t", CancellationToken.None);
        var started = TimeProvider.System.GetTimestamp();

        var findings = await database.ExamineAsync(Alter + "; ALTER TABLE u ADD COLUMN id int");

        Assert.True(TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromSeconds(5));
        Assert.Contains(findings, finding => finding is { RuleId: "SM108", Severity: Severity.Danger });
        Assert.Contains(findings, finding => finding.RuleId == "SM135");
        Assert.DoesNotContain(findings, finding => finding.RuleId == "SM134");
    }

    [Theory]
    [ClassData(typeof(ServerMajors))]
    public async Task A_role_that_may_not_is_told_before_it_fails(int major)
    {
        await using var database = await LiveDatabase.CreateAsync(major, "CREATE TABLE t (id int)");
        var role = "weak_" + Guid.NewGuid().ToString("N")[..10];
        await database.RunAsync($"CREATE ROLE {role}; GRANT USAGE ON SCHEMA public TO {role}");
        await using var weak = await TestSessions.OpenAsync(database.Target);
        await weak.ExecuteAsync($"SET ROLE {role}", CancellationToken.None);
        await using var acting = await DatabaseSession.OpenAsync(database.Target, "weak", new SessionSettings { Role = new Identifier(role) }, CancellationToken.None);

        var findings = await database.ExamineAsync($"{Alter}; UPDATE t SET id = 1; CREATE TABLE n (id int)", session: acting);
        await database.RunAsync($"ALTER TABLE t OWNER TO {role}; GRANT CREATE ON SCHEMA public TO {role}");
        await using var owner = await DatabaseSession.OpenAsync(database.Target, "weak", new SessionSettings { Role = new Identifier(role) }, CancellationToken.None);
        var allowed = await database.ExamineAsync($"{Alter}; UPDATE t SET id = 1; CREATE TABLE n (id int)", session: owner);
        await database.RunAsync($"DROP OWNED BY {role}; DROP ROLE {role}");

        Assert.Equal(major >= 15 ? 3 : 2, findings.Count(finding => finding.RuleId == "SM110"));
        Assert.DoesNotContain(allowed, finding => finding.RuleId == "SM110");
    }

    [Theory]
    [ClassData(typeof(ServerMajors))]
    public async Task Wraparound_and_slots_are_told_when_they_are_near(int major)
    {
        var options = new SandboxOptions
        {
            BinDirectory = (await PostgresFixture.ServerAsync(major)).BinDirectory,
            Settings = new Dictionary<string, string> { ["wal_level"] = "replica", ["max_wal_senders"] = "4", ["max_replication_slots"] = "4", ["max_slot_wal_keep_size"] = "1MB", ["autovacuum_freeze_max_age"] = "100000" },
        };
        await using var server = await SandboxServer.StartAsync(options, TimeProvider.System, CancellationToken.None);
        await using var session = await TestSessions.OpenAsync(ConnectionTarget.Parse(server.ConnectionString));
        await session.ExecuteAsync("CREATE TABLE t (id int, pad text)", CancellationToken.None);
        await session.ExecuteAsync("INSERT INTO t SELECT i, repeat('x', 1000) FROM generate_series(1, 30000) i", CancellationToken.None);
        Assert.DoesNotContain(await ExamineAsync(session), finding => finding.RuleId is "SM109" or "SM107");

        await session.ScalarAsync<string>("SELECT slot_name::text FROM pg_create_physical_replication_slot('standby', true)", CancellationToken.None);
        await session.ExecuteAsync("ALTER TABLE t SET (autovacuum_freeze_max_age = 100000)", CancellationToken.None);
        await session.ExecuteAsync("DO $$ BEGIN FOR i IN 1..97000 LOOP BEGIN INSERT INTO t VALUES (1); RAISE EXCEPTION 'x'; EXCEPTION WHEN raise_exception THEN NULL; END; END LOOP; END $$", CancellationToken.None);
        var findings = await ExamineAsync(session);

        Assert.Contains("transactions old", findings.Single(finding => finding.RuleId == "SM109").Evidence[0].Text, StringComparison.Ordinal);
        Assert.Equal(Severity.Danger, findings.Single(finding => finding.RuleId == "SM107").Severity);
    }

    [Theory]
    [ClassData(typeof(ServerMajors))]
    public async Task The_examination_takes_no_lock_stronger_than_access_share_and_leaves_nothing_behind(int major)
    {
        await using var database = await LiveDatabase.CreateAsync(major, """
            CREATE TABLE parent (id int PRIMARY KEY);
            CREATE TABLE t (id int PRIMARY KEY, a int, b text);
            INSERT INTO t SELECT i, i, i::text FROM generate_series(1, 2000) i;
            CREATE FUNCTION long_enough_to_be_seen(int) RETURNS boolean STABLE LANGUAGE plpgsql AS $$ BEGIN IF $1 = 1 THEN PERFORM pg_sleep(0.5); END IF; RETURN true; END $$;
            """);
        await using var examiner = await TestSessions.OpenAsync(database.Target, "examiner");
        await using var observer = await TestSessions.OpenAsync(database.Target, "observer");
        var before = await SchemaMigrate.Catalog.SchemaSnapshotReader.ReadAsync(observer, []);
        var examination = database.ExamineAsync(
            "ALTER TABLE t ADD CONSTRAINT u UNIQUE (b); ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY (a) REFERENCES parent; ALTER TABLE t ALTER b TYPE int USING b::int; ALTER TABLE t ALTER a SET NOT NULL; "
            + "ALTER TABLE t ADD CONSTRAINT s CHECK (long_enough_to_be_seen(a))",
            session: examiner);
        var modes = new HashSet<string>();
        while (!examination.IsCompleted)
        {
            modes.UnionWith(await observer.QueryAsync(
                "SELECT mode FROM pg_locks WHERE pid = $1 AND locktype IN ('relation', 'advisory')", row => row.GetString(0), CancellationToken.None, examiner.BackendPid));
        }

        Assert.Contains(await examination, finding => finding.RuleId == "SM133");
        Assert.Equal(["AccessShareLock"], modes);
        Assert.Equal(before, await SchemaMigrate.Catalog.SchemaSnapshotReader.ReadAsync(observer, []));
        Assert.Equal("0|idle|0", await observer.ScalarAsync<string>(
            "SELECT (SELECT count(*) FROM pg_locks WHERE pid = $1 AND locktype <> 'virtualxid') || '|' || (SELECT state FROM pg_stat_activity WHERE pid = $1) || '|' || (SELECT count(*) FROM pg_prepared_xacts)",
            CancellationToken.None, examiner.BackendPid));
        Assert.Equal("0|", await examiner.ScalarAsync<string>("SELECT current_setting('statement_timeout') || '|' || COALESCE(current_setting('schemamigrate.answer', true), '')", CancellationToken.None));
    }

    private static async Task<IReadOnlyList<Finding>> ExamineAsync(DatabaseSession session)
    {
        var options = new PreflightOptions { Server = new ServerVersion(session.Server.Major) };
        var examination = new PreflightEngine(options).Examine([PreflightSource.OfText("ALTER TABLE t ALTER COLUMN id TYPE bigint")]);
        return (await new LivePreflight(options, null, TimeProvider.System).ExamineAsync(session, examination)).Findings;
    }
}
