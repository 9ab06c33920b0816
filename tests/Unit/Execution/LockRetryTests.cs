using SchemaMigrate.Execution;
using SchemaMigrate.Execution.Events;

namespace SchemaMigrate.Tests.Execution;

/// <summary>Somebody holds the table. We queue briefly, step aside, try again, and give up in time.</summary>
[Collection(Fixtures.AloneCollection.Name)]
public class LockRetryTests
{
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(1.5);

    private static LockRetryPolicy Policy(double budgetSeconds, double lockTimeoutSeconds = 0.4) => new()
    {
        LockTimeout = TimeSpan.FromSeconds(lockTimeoutSeconds),
        InitialRest = TimeSpan.FromSeconds(0.3),
        MaximumRest = TimeSpan.FromSeconds(0.6),
        Budget = TimeSpan.FromSeconds(budgetSeconds),
    };

    [Fact]
    public async Task A_blocker_that_leaves_is_waited_for_and_nobody_queues_behind_us_for_longer_than_the_lock_timeout()
    {
        using var project = await TestProject.CreateAsync();
        project.Add("CREATE TABLE t (id int);");
        await project.UpgradeAsync();
        project.Add("CREATE TABLE before (id int); ALTER TABLE t ADD COLUMN w int;");
        await using var blocker = await OpenTransaction.BeginAsync(project, "SELECT * FROM t");
        await using var bystander = await BystanderClock.StartAsync(project, "SELECT count(*) FROM t");

        var run = project.UpgradeAsync(options: new RunOptions { LockRetry = Policy(60) });
        await Task.Delay(5000);
        Assert.False(run.IsCompleted);
        await blocker.CommitAsync();
        var result = await run;

        var policy = Policy(60);
        Assert.True(await bystander.StopAsync() < policy.LockTimeout + Slack);
        Assert.True(result.LockMisses.Count >= 3);
        Assert.Equal(result.LockMisses, project.Events.OfType<StepMissedLock>().Select(missed => missed.Miss));
        Assert.All(result.LockMisses, miss =>
        {
            Assert.Equal("55P03", miss.SqlState);
            Assert.InRange(miss.Rest!.Value, policy.InitialRest / 2, policy.MaximumRest);
            Assert.InRange(miss.Waited, policy.LockTimeout, policy.LockTimeout + Slack);
            Assert.All(miss.Blockers, seen => Assert.Equal(blocker.Pid, seen.Pid));
        });

        // Blockers are seen by looking while a statement waits; a machine that is short of breath may not come to look within so short a timeout.
        Assert.True(result.LockMisses.Count(miss => miss.Blockers.Count == 1) > result.LockMisses.Count / 2);
        Assert.Equal(Enumerable.Range(1, result.LockMisses.Count), result.LockMisses.Select(miss => miss.Attempt));
        Assert.Equal(result.LockMisses.Count + 1, Assert.Single(result.Revisions).Attempts);
        Assert.True(await project.ScalarAsync<long>("SELECT lock_wait_ms FROM schemamigrate.step WHERE revision = '0002aaaaaaaa'") >= 1200);
        Assert.Equal(result.LockMisses.Count + 1, await project.ScalarAsync<int>("SELECT attempts FROM schemamigrate.step WHERE revision = '0002aaaaaaaa'"));
        await JournalCheck.RequireTrueAsync(project, 2);
    }

    [Fact]
    public async Task A_blocker_that_never_leaves_ends_the_run_within_the_budget_and_is_named()
    {
        using var project = await TestProject.CreateAsync();
        project.Add("CREATE TABLE t (id int);");
        await project.UpgradeAsync();
        var first = project.Add("CREATE TABLE kept (id int);");
        var second = project.Add("CREATE TABLE never (id int);\nALTER TABLE t\n  ADD COLUMN w int;");
        await using var blocker = await OpenTransaction.BeginAsync(project, "SELECT * FROM t");
        var started = TimeProvider.System.GetTimestamp();

        var exception = await Assert.ThrowsAsync<LockBudgetExhaustedException>(() => project.UpgradeAsync(options: new RunOptions { LockRetry = Policy(2) }));

        Assert.True(TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromSeconds(2) + Policy(2).LockTimeout + Slack);
        Assert.Equal("LockBudgetExhausted", exception.ErrorId);
        Assert.Equal([first], exception.Kept);
        Assert.Equal((second, 7, 1), (exception.RevisionId, exception.Line, exception.Column));
        var named = Assert.Single(exception.Blockers);
        Assert.Equal((blocker.Pid, "blocking app", "SELECT * FROM t", "idle in transaction"), (named.Pid, named.Application, named.Query, named.State));
        Assert.NotNull(named.TransactionAge);
        Assert.Contains($"{blocker.Pid}", exception.Message, StringComparison.Ordinal);
        Assert.Contains("blocking app", exception.Message, StringComparison.Ordinal);
        Assert.Null(exception.Misses[^1].Rest);
        Assert.True(await project.ScalarAsync<bool>("SELECT to_regclass('kept') IS NOT NULL AND to_regclass('never') IS NULL"));
        Assert.Equal(second, await project.ScalarAsync<string>("SELECT revision FROM schemamigrate.event WHERE kind = 'Fail'"));
        Assert.Equal(2L, await project.ScalarAsync<long>("SELECT count(*) FROM schemamigrate.revision"));
        await blocker.CommitAsync();
        Assert.Single((await project.UpgradeAsync()).Revisions);
    }

    [Fact]
    public async Task A_deadlock_is_tried_again_as_a_whole_transaction()
    {
        using var project = await TestProject.CreateAsync();
        project.Add("CREATE TABLE a (id int, v int); CREATE TABLE b (id int); INSERT INTO a VALUES (1, 1);");
        await project.UpgradeAsync();
        project.Add("UPDATE a SET v = v * 2; ALTER TABLE b ADD COLUMN w int;");
        // Who looks for the deadlock first is its victim: after three seconds the step, after a minute the other one.
        await project.ExecuteAsync("DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET deadlock_timeout = 3000', current_database()); END $$");
        await using var other = await OpenTransaction.BeginAsync(project, "SET LOCAL deadlock_timeout = '60s'", "SELECT * FROM b");
        var run = project.UpgradeAsync(options: new RunOptions { LockRetry = Policy(60, lockTimeoutSeconds: 30) });
        await Waiting.UntilStepBlockedAsync(project);
        await other.ExecuteAsync("UPDATE a SET v = v + 1");
        await other.CommitAsync();
        var result = await run;

        Assert.Equal("40P01", Assert.Single(result.LockMisses).SqlState);
        Assert.Equal(4, await project.ScalarAsync<int>("SELECT v FROM a"));
        await JournalCheck.RequireTrueAsync(project, 2);
    }

    [Fact]
    public async Task A_partition_in_use_delays_its_detachment_and_not_its_readers()
    {
        using var project = await TestProject.CreateAsync();
        project.Add("CREATE TABLE t (id int) PARTITION BY RANGE (id); CREATE TABLE t_1 PARTITION OF t FOR VALUES FROM (0) TO (10);");
        await project.UpgradeAsync();
        project.Add("ALTER TABLE t DETACH PARTITION t_1 CONCURRENTLY;");
        await using var blocker = await OpenTransaction.BeginAsync(project, "SELECT * FROM t_1");
        await using var bystander = await BystanderClock.StartAsync(project, "SELECT count(*) FROM t_1");

        var exhausted = await Assert.ThrowsAsync<LockBudgetExhaustedException>(() => project.UpgradeAsync(options: new RunOptions { LockRetry = Policy(1.5) }));
        Assert.Equal(blocker.Pid, Assert.Single(exhausted.Blockers).Pid);
        var run = project.UpgradeAsync(options: new RunOptions { LockRetry = Policy(60) });
        await Task.Delay(1500);
        Assert.False(run.IsCompleted);
        await blocker.CommitAsync();
        await run;

        Assert.True(await bystander.StopAsync() < Policy(60).LockTimeout + Slack);
        Assert.Equal(0L, await project.ScalarAsync<long>("SELECT count(*) FROM pg_inherits"));
        await JournalCheck.RequireTrueAsync(project, 2);
    }

    [Fact]
    public void The_rest_doubles_up_to_its_limit_and_half_of_it_is_random()
    {
        var policy = new LockRetryPolicy { InitialRest = TimeSpan.FromSeconds(1), MaximumRest = TimeSpan.FromSeconds(5) };

        Assert.Equal([0.5, 1, 2, 2.5, 2.5], Enumerable.Range(1, 5).Select(misses => policy.RestAfter(misses, 0).TotalSeconds));
        Assert.Equal(5, policy.RestAfter(1000, 0.999999).TotalSeconds, 0.001);
    }
}
