using SchemaMigrate.Tests.Fixtures;

namespace SchemaMigrate.Tests.Execution;

/// <summary>kill -9 while a statement is under way on the server, which goes on with it until it notices.</summary>
public class KilledMidStatementTests
{
    private const string Table = "CREATE TABLE t (id int PRIMARY KEY, v int); CREATE INDEX t_old ON t (v); INSERT INTO t SELECT n, n FROM generate_series(1, 10) AS n;";

    private const string Partitions =
        "CREATE TABLE t (id int) PARTITION BY RANGE (id); CREATE TABLE t_1 PARTITION OF t FOR VALUES FROM (0) TO (10); CREATE TABLE t_2 PARTITION OF t FOR VALUES FROM (10) TO (20);";

    public static TheoryData<int, string, string, string> Statements()
    {
        var data = new TheoryData<int, string, string, string>();
        foreach (var major in new[] { 15, 18 })
        {
            data.Add(major, Table, "CREATE INDEX CONCURRENTLY t_new ON t (v);", "to_regclass('t_new') IS NOT NULL");
            data.Add(major, Table, "DROP INDEX CONCURRENTLY t_old;", "to_regclass('t_old') IS NULL");
            data.Add(major, Table, "REINDEX INDEX CONCURRENTLY t_old;", "to_regclass('t_old') IS NOT NULL");
            data.Add(major, Table, "REINDEX TABLE CONCURRENTLY t;", "(SELECT count(*) FROM pg_index WHERE indrelid = 't'::regclass) = 2");
            data.Add(major, Partitions, "ALTER TABLE t DETACH PARTITION t_1 CONCURRENTLY;", "(SELECT count(*) FROM pg_inherits) = 1");
            data.Add(major, Table, "ALTER TABLE t ADD COLUMN w int; UPDATE t SET v = v * 2;", "(SELECT sum(v) FROM t) = 110");
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Statements))]
    public async Task The_next_run_finishes_what_a_killed_one_was_doing(int major, string before, string statement, string effect)
    {
        using var project = await TestProject.CreateAsync(major);
        project.Add(before);
        await project.UpgradeAsync();
        project.Add(statement + "\nCREATE TABLE done (id int);");
        await using var reader = await OpenTransaction.BeginAsync(project, "SELECT count(*) FROM t");
        using (var child = ChildRun.Launch("upgrade", project.Folder, project.ConnectionString, "0"))
        {
            await Waiting.UntilStepBlockedAsync(project);
            child.Kill();
            await child.WaitForExitAsync();
        }

        var rerun = project.UpgradeAsync();
        await Task.Delay(700);
        await reader.CommitAsync();

        Assert.True((await rerun).Changed);
        Assert.True(await project.ScalarAsync<bool>("SELECT " + effect));
        Assert.True(await project.ScalarAsync<bool>("SELECT to_regclass('done') IS NOT NULL"));
        await JournalCheck.RequireTrueAsync(project, 2);
        Assert.Equal("", await project.LinesAsync("SELECT relname::text FROM pg_class WHERE relname ~ '_cc(new|old)'"));
    }

    [Fact]
    public async Task A_killed_client_holds_its_place_in_the_queue_for_a_second_at_most()
    {
        using var project = await TestProject.CreateAsync();
        project.Add(Table);
        await project.UpgradeAsync();
        // What resets a session must not switch off the watch over the client.
        project.Add("SELECT set_config('search_path', 'public', false);");
        project.Add("ALTER TABLE t ADD COLUMN w int;");
        project.Add("SELECT pg_sleep(30);");
        using var child = ChildRun.Launch("upgrade", project.Folder, project.ConnectionString, "0");
        await using var observer = await project.OpenAsync();
        await Connections.TestSessions.UntilAsync(
            async () => await observer.ScalarAsync<long>("SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND datname = current_database()", CancellationToken.None) > 0,
            "the step sleeps");
        child.Kill();
        await child.WaitForExitAsync();

        var died = TimeProvider.System.GetTimestamp();
        await Waiting.UntilNoRunnerAsync(project);

        Assert.True(TimeProvider.System.GetElapsedTime(died) < TimeSpan.FromSeconds(3));
    }
}
