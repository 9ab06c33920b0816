namespace SchemaMigrate.Tests.Execution;

/// <summary>Ctrl-C.</summary>
public class StopTests
{
    [Theory]
    [InlineData("ALTER TABLE t ADD COLUMN w int;")]
    [InlineData("CREATE TABLE half (id int); UPDATE t SET v = 2; ALTER TABLE t ADD COLUMN w int;")]
    [InlineData("CREATE INDEX CONCURRENTLY t_v ON t (v);")]
    public async Task A_run_that_is_stopped_while_it_waits_leaves_no_lock_within_two_seconds(string sql)
    {
        using var project = await TestProject.CreateAsync();
        project.Add("CREATE TABLE t (v int);");
        await project.UpgradeAsync();
        project.Add(sql);
        await using var blocker = await OpenTransaction.BeginAsync(project, "SELECT * FROM t");
        using var stop = new CancellationTokenSource();
        var run = project.UpgradeAsync(cancellationToken: stop.Token);
        await Waiting.UntilStepBlockedAsync(project);

        var stopped = TimeProvider.System.GetTimestamp();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        await Waiting.UntilNoRunnerAsync(project);

        Assert.True(TimeProvider.System.GetElapsedTime(stopped) < TimeSpan.FromSeconds(2));
        Assert.Equal(0L, await project.ScalarAsync<long>($"SELECT count(*) FROM pg_locks WHERE relation = 't'::regclass AND pid <> {blocker.Pid}"));
        Assert.True(await project.ScalarAsync<bool>("SELECT to_regclass('half') IS NULL"));
        await blocker.CommitAsync();
        Assert.Single((await project.UpgradeAsync()).Revisions);
        await JournalCheck.RequireTrueAsync(project, 2);
    }

    [Fact]
    public async Task A_run_that_is_stopped_between_two_tries_ends_at_once()
    {
        using var project = await TestProject.CreateAsync();
        project.Add("CREATE TABLE t (v int);");
        await project.UpgradeAsync();
        project.Add("ALTER TABLE t ADD COLUMN w int;");
        await using var blocker = await OpenTransaction.BeginAsync(project, "SELECT * FROM t");
        using var stop = new CancellationTokenSource();
        var policy = new SchemaMigrate.Execution.LockRetryPolicy
        {
            LockTimeout = TimeSpan.FromMilliseconds(100),
            InitialRest = TimeSpan.FromSeconds(60),
            MaximumRest = TimeSpan.FromSeconds(60),
        };
        var run = project.UpgradeAsync(options: new SchemaMigrate.Execution.RunOptions { LockRetry = policy }, cancellationToken: stop.Token);
        await Connections.TestSessions.UntilAsync(() => Task.FromResult(HasMissed(project)), "a try missed its lock");

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.WaitAsync(TimeSpan.FromSeconds(2)));
    }

    private static bool HasMissed(TestProject project)
    {
        lock (project.Events)
        {
            return project.Events.OfType<SchemaMigrate.Execution.Events.StepMissedLock>().Any();
        }
    }
}
