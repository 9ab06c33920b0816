using SchemaMigrate.Execution;
using SchemaMigrate.Execution.Events;

namespace SchemaMigrate.Tests.Execution;

/// <summary>One runner per database and journal.</summary>
public class RunLockTests
{
    [Fact]
    public async Task The_second_of_two_runners_names_the_first_and_then_finds_nothing_to_do()
    {
        using var project = await TestProject.CreateAsync();
        project.Add("CREATE TABLE t (id int, v int); INSERT INTO t VALUES (1, 1);");
        await project.UpgradeAsync();
        project.Add("CREATE INDEX CONCURRENTLY t_v ON t (v);");
        project.Add("ALTER TABLE t ADD COLUMN w int;");
        await using var old = await OpenTransaction.BeginAsync(project, "SELECT * FROM t");
        var first = project.UpgradeAsync();
        await Waiting.UntilStepBlockedAsync(project);

        using var other = TestProject.On(project.ConnectionString);
        CopyRevisions(project, other);
        var second = other.UpgradeAsync();
        await Connections.TestSessions.UntilAsync(() => Task.FromResult(Holder(other) is not null), "the second runner waits");
        // The waiter's polling must not be what the index build waits for: only the old transaction is.
        await Task.Delay(1500);
        Assert.False(first.IsCompleted);
        await old.CommitAsync();

        Assert.True((await first).Changed);
        var late = await second;
        Assert.False(late.Changed);
        Assert.True(late.RunLockWait > TimeSpan.FromSeconds(1));
        var holder = Holder(other)!;
        Assert.Contains("pid " + Environment.ProcessId, holder.Application, StringComparison.Ordinal);
        Assert.Contains(Environment.MachineName, holder.Application, StringComparison.Ordinal);
        Assert.NotNull(holder.Role);
        Assert.True(holder.Since > DateTimeOffset.UnixEpoch);
        await JournalCheck.RequireTrueAsync(project, 3);
    }

    [Fact]
    public async Task A_runner_that_waited_long_enough_fails_and_names_the_holder()
    {
        using var project = await TestProject.CreateAsync();
        project.Add("CREATE TABLE t (id int);");
        await using var holder = await project.OpenAsync("the other runner");
        await holder.ScalarAsync<bool>("SELECT pg_try_advisory_lock($1)", CancellationToken.None, RunLock.KeyOf("schemamigrate"));

        var exception = await Assert.ThrowsAsync<RunLockTimeoutException>(
            () => project.UpgradeAsync(options: new RunOptions { RunLockTimeout = TimeSpan.FromMilliseconds(300) }));

        Assert.Equal("RunLockTimeout", exception.ErrorId);
        Assert.Equal(holder.BackendPid, exception.Holder!.Pid);
        Assert.Equal("the other runner", exception.Holder.Application);
        Assert.Contains("the other runner", exception.Message, StringComparison.Ordinal);
        Assert.True(await project.ScalarAsync<bool>("SELECT to_regclass('schemamigrate.revision') IS NULL"));
    }

    [Fact]
    public async Task Journals_in_different_schemas_do_not_wait_for_each_other()
    {
        using var project = await TestProject.CreateAsync();
        project.Add("CREATE TABLE t (id int);");
        await using var holder = await project.OpenAsync("the other runner");
        await holder.ScalarAsync<bool>("SELECT pg_try_advisory_lock($1)", CancellationToken.None, RunLock.KeyOf("schemamigrate"));

        Assert.True((await project.UpgradeAsync(options: new RunOptions { JournalSchema = "another", RunLockTimeout = TimeSpan.Zero })).Changed);
    }

    [Fact]
    public async Task Losing_the_run_lock_ends_the_run_and_the_statement_under_way()
    {
        using var project = await TestProject.CreateAsync();
        project.Add("CREATE TABLE t (id int);");
        project.Add("SELECT pg_sleep(30); CREATE TABLE never (id int);");
        var run = project.UpgradeAsync();
        await using var observer = await project.OpenAsync();
        await Connections.TestSessions.UntilAsync(
            async () => await observer.ScalarAsync<long>("SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND datname = current_database()", CancellationToken.None) > 0,
            "the step sleeps");

        await observer.ExecuteAsync("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())", CancellationToken.None);

        var exception = await Assert.ThrowsAnyAsync<SchemaMigrate.Errors.MigrationException>(() => run);
        Assert.Equal("RunLockLost", exception.ErrorId);
        await Waiting.UntilNoRunnerAsync(project);
        project.Replace("0002aaaaaaaa", "SELECT pg_sleep(30); ", "");
        Assert.Single((await project.UpgradeAsync()).Revisions);
        await JournalCheck.RequireTrueAsync(project, 2);
    }

    [Theory]
    [InlineData("CREATE TABLE stale (id int);")]
    [InlineData("CREATE INDEX CONCURRENTLY stale ON t (id);")]
    public async Task A_runner_whose_lease_was_taken_over_commits_nothing_more(string sql)
    {
        using var project = await TestProject.CreateAsync();
        project.Add("CREATE TABLE t (id int);");
        var stale = project.Add(sql);
        var taken = false;
        var probe = new RunProbe
        {
            Boundary = _ =>
            {
                // Behind the first revision another process takes over, as after a network split.
                if (!taken && project.Events.OfType<RevisionFinished>().Any())
                {
                    taken = true;
                    project.ExecuteAsync("UPDATE schemamigrate.lease SET token = token + 1").GetAwaiter().GetResult();
                }
            },
        };

        var exception = await Assert.ThrowsAnyAsync<SchemaMigrate.Errors.MigrationException>(() => project.UpgradeAsync(probe: probe));

        Assert.Equal("RunLockLost", exception.ErrorId);
        Assert.Equal(0L, await project.ScalarAsync<long>($"SELECT count(*) FROM schemamigrate.revision WHERE id = '{stale}'"));
        Assert.True(await project.ScalarAsync<bool>("SELECT to_regclass('stale') IS NULL"));
        Assert.Single((await project.UpgradeAsync()).Revisions);
    }

    private static RunLockHolder? Holder(TestProject project)
    {
        lock (project.Events)
        {
            return project.Events.OfType<RunLockWaiting>().LastOrDefault()?.Holder;
        }
    }

    private static void CopyRevisions(TestProject from, TestProject to)
    {
        foreach (var file in Directory.GetFiles(from.Folder))
        {
            File.Copy(file, Path.Combine(to.Folder, Path.GetFileName(file)));
        }
    }
}
