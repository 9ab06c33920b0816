using SchemaMigrate.Backfills;
using SchemaMigrate.Connections;
using SchemaMigrate.Errors;
using SchemaMigrate.Sandbox;
using SchemaMigrate.Tests.Fixtures;

namespace SchemaMigrate.Tests.Backfills;

/// <summary>A real streaming standby: its lag halts the backfill, and so does its absence.</summary>
public sealed class StandbyTests : IAsyncLifetime
{
    private SandboxServer primary = null!;
    private SandboxServer standby = null!;
    private BackfillGround ground = null!;

    public async Task InitializeAsync()
    {
        primary = await SandboxServer.StartAsync(
            new SandboxOptions { BinDirectory = (await PostgresFixture.ServerAsync()).BinDirectory }, TimeProvider.System, CancellationToken.None);
        standby = await primary.CreateStandbyAsync(CancellationToken.None);
        ground = await BackfillGround.OnAsync(
            await primary.CreateDatabaseAsync(null, CancellationToken.None),
            "CREATE TABLE numbers (id bigint PRIMARY KEY, x bigint NOT NULL); INSERT INTO numbers SELECT i, 1 FROM generate_series(1, 20000) i; ANALYZE numbers");
    }

    public async Task DisposeAsync()
    {
        await standby.DisposeAsync();
        await primary.DisposeAsync();
    }

    [Fact]
    public async Task Replay_paused_throttles_within_two_batches_of_the_limit_and_goes_on_when_it_is_resumed()
    {
        var limit = TimeSpan.FromMilliseconds(400);
        await ground.Service.StartAsync(BackfillGround.Doubling(), Options(new BackfillLimits { MaxReplicaLag = limit }));
        var run = ground.ContinueAsync("double");
        await WaitForBatchesAsync(10);

        await OnStandbyAsync("SELECT pg_wal_replay_pause()");
        await Task.Delay(limit);
        var atLimit = ground.Batches.Count();
        await WaitForAsync(BackfillDecisionKind.Throttled);
        var atThrottle = ground.Batches.Count();
        await Task.Delay(1000);
        var later = ground.Batches.Count();
        var status = Assert.Single(await ground.Service.GetAsync());
        await OnStandbyAsync("SELECT pg_wal_replay_resume()");
        var end = await run;

        Assert.True(atThrottle <= atLimit + 2, $"{atThrottle - atLimit} batches were begun after the limit");
        Assert.Equal(atThrottle, later);
        Assert.Contains("behind", status.ThrottleReason, StringComparison.Ordinal);
        Assert.Contains(ground.Decisions, decision => decision.Kind == BackfillDecisionKind.Unthrottled);
        Assert.Equal((BackfillState.Completed, 20_000L), (end.State, end.RowsDone));
        Assert.True(Assert.Single(await ground.Service.GetReceiptsAsync()).WorstLag >= limit);
    }

    [Fact]
    public async Task A_standby_that_goes_is_waited_for_and_can_be_done_without()
    {
        await ground.Service.StartAsync(BackfillGround.Doubling(), Options(new BackfillLimits()));
        var run = ground.ContinueAsync("double");
        await WaitForBatchesAsync(5);

        await standby.KillAsync(CancellationToken.None);
        await WaitForAsync(BackfillDecisionKind.Throttled);
        Assert.Contains("not connected", ground.Decisions.First(decision => decision.Kind == BackfillDecisionKind.Throttled).Reason, StringComparison.Ordinal);
        await ground.Service.SetAsync("double", options => options with { Limits = options.Limits with { MissingStandby = MissingStandbyPolicy.Ignore } });

        Assert.Equal(BackfillState.Completed, (await run).State);
    }

    [Fact]
    public async Task A_standby_that_must_be_there_and_is_not_suspends_by_policy()
    {
        var limits = new BackfillLimits { Standbys = ["elsewhere"], MissingStandby = MissingStandbyPolicy.Suspend };
        var error = await Assert.ThrowsAsync<MigrationException>(() => ground.RunAsync(BackfillGround.Doubling(), Options(limits)));

        Assert.Equal("BackfillCritical", error.ErrorId);
        Assert.Equal(BackfillState.Suspended, Assert.Single(await ground.Service.GetAsync()).State);
        Assert.Equal(0, await ground.ScalarAsync<long>("SELECT count(*) FROM numbers WHERE x = 2"));
    }

    private static BackfillOptions Options(BackfillLimits limits) => new() { BatchSize = 100, MaxRate = 3000, Limits = limits };

    private async Task OnStandbyAsync(string sql)
    {
        await using var session = await DatabaseSession.OpenAsync(ConnectionTarget.Parse(standby.ConnectionString), "test");
        await session.ExecuteAsync(sql, CancellationToken.None);
    }

    private async Task WaitForBatchesAsync(int count)
    {
        while (ground.Batches.Count() < count)
        {
            await Task.Delay(5);
        }
    }

    private async Task WaitForAsync(BackfillDecisionKind kind)
    {
        for (var i = 0; i < 2000 && ground.Decisions.All(decision => decision.Kind != kind); i++)
        {
            await Task.Delay(5);
        }
    }
}
