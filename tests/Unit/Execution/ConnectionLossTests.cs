using SchemaMigrate.Errors;
using SchemaMigrate.Execution;
using SchemaMigrate.Execution.Events;
using SchemaMigrate.Sandbox;
using SchemaMigrate.Tests.Connections;
using SchemaMigrate.Tests.Fixtures;

namespace SchemaMigrate.Tests.Execution;

/// <summary>The server or the network goes away while a run is under way.</summary>
public class ConnectionLossTests
{
    private const string Sleeping = "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND datname = current_database()";

    [Fact]
    public async Task A_commit_whose_answer_was_lost_is_found_in_the_journal_and_not_repeated()
    {
        using var project = await TestProject.CreateAsync();
        project.Add("CREATE TABLE t (v int); INSERT INTO t VALUES (1);");
        await project.UpgradeAsync();
        project.Add("UPDATE t SET v = v * 2; -- only once\nCREATE TABLE lost_answer (id int);");
        project.Add("CREATE TABLE after (id int);");
        var direct = project.ConnectionString;
        await using var relay = new CommitCutRelay(direct, "lost_answer", "COMMIT");
        project.ConnectionString = relay.ConnectionString;

        var result = await project.UpgradeAsync();

        project.ConnectionString = direct;
        Assert.True(relay.Cuts >= 1);
        Assert.Equal(2, result.Revisions.Count);
        Assert.Contains(project.Events.OfType<RunRemark>(), remark => remark.Text.Contains("the journal says that it was", StringComparison.Ordinal));
        Assert.Equal(2, await project.ScalarAsync<int>("SELECT v FROM t"));
        await JournalCheck.RequireTrueAsync(project, 3);
    }

    [Fact]
    public async Task An_administrator_who_ends_the_backend_ends_the_run()
    {
        using var project = await TestProject.CreateAsync();
        project.Add("CREATE TABLE t (id int);");
        project.Add("CREATE TABLE never (id int); SELECT pg_sleep(30);");
        var run = project.UpgradeAsync();
        await using var observer = await project.OpenAsync();
        await TestSessions.UntilAsync(async () => await observer.ScalarAsync<long>(Sleeping, CancellationToken.None) > 0, "the step sleeps");

        await observer.ExecuteAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND datname = current_database()", CancellationToken.None);

        var exception = await Assert.ThrowsAsync<StepFailedException>(() => run);
        Assert.Equal("57P01", exception.SqlState);
        Assert.Equal(["0001aaaaaaaa"], exception.Kept);
        Assert.True(await project.ScalarAsync<bool>("SELECT to_regclass('never') IS NULL"));
        project.Replace("0002aaaaaaaa", " SELECT pg_sleep(30);", "");
        Assert.Single((await project.UpgradeAsync()).Revisions);
        await JournalCheck.RequireTrueAsync(project, 2);
    }

    [Fact]
    public async Task An_index_build_whose_backend_was_ended_leaves_no_invalid_index()
    {
        using var project = await TestProject.CreateAsync();
        project.Add("CREATE TABLE t (v int);");
        await project.UpgradeAsync();
        project.Add("CREATE INDEX CONCURRENTLY t_v ON t (v);");
        await using var old = await OpenTransaction.BeginAsync(project, "SELECT * FROM t");
        var run = project.UpgradeAsync();
        await Waiting.UntilStepBlockedAsync(project);

        await project.ExecuteAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_progress_create_index");
        await Task.Delay(300);
        await old.CommitAsync();

        await Assert.ThrowsAsync<StepFailedException>(() => run);
        Assert.Equal("", await project.LinesAsync("SELECT indexrelid::regclass::text FROM pg_index WHERE NOT indisvalid"));
        await project.UpgradeAsync();
        await JournalCheck.RequireTrueAsync(project, 2);
    }

    [Fact]
    public async Task A_server_that_crashes_mid_run_is_an_error_and_the_next_run_goes_on()
    {
        var binaries = (await PostgresFixture.ServerAsync()).BinDirectory;
        await using var server = await SandboxServer.StartAsync(new SandboxOptions { BinDirectory = binaries }, TimeProvider.System, CancellationToken.None);
        using var project = TestProject.On(await server.CreateDatabaseAsync(null, CancellationToken.None));
        project.Add("CREATE TABLE t (v int); INSERT INTO t VALUES (1);");
        project.Add("UPDATE t SET v = v * 2; SELECT pg_sleep(3);");
        project.Add("CREATE INDEX CONCURRENTLY t_v ON t (v);");
        var run = project.UpgradeAsync();
        await using (var observer = await project.OpenAsync())
        {
            await TestSessions.UntilAsync(async () => await observer.ScalarAsync<long>(Sleeping, CancellationToken.None) > 0, "the step sleeps");
        }

        await server.KillAsync(CancellationToken.None);

        var exception = await Assert.ThrowsAnyAsync<MigrationException>(() => run);
        Assert.Contains(exception.ErrorId, new[] { "RunLockLost", "ConnectionLost", "ServerShuttingDown", "ServerUnreachable" });
        await server.RestartAsync(CancellationToken.None);
        Assert.Equal(2, (await project.UpgradeAsync()).Revisions.Count);
        Assert.Equal(2, await project.ScalarAsync<int>("SELECT v FROM t"));
        await JournalCheck.RequireTrueAsync(project, 3);
    }
}
