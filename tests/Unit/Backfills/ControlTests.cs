using SchemaMigrate.Backfills;
using SchemaMigrate.Errors;

namespace SchemaMigrate.Tests.Backfills;

/// <summary>Control from other sessions, through the journal.</summary>
public sealed class ControlTests
{
    [Fact]
    public async Task Suspended_it_halts_and_resumed_it_goes_on_where_it_was()
    {
        var ground = await SlowAsync();
        var run = ground.ContinueAsync("double");
        await Task.Delay(800);
        await ground.Service.SuspendAsync("double", "lunch");
        var halted = await run;
        var rows = halted.RowsDone;
        await Task.Delay(500);

        Assert.Equal((BackfillState.Suspended, "lunch"), (halted.State, halted.Reason));
        Assert.InRange(rows, 1, 3999);
        Assert.Equal(rows, Assert.Single(await ground.Service.GetAsync("double")).RowsDone);

        await ground.Service.ResumeAsync("double");
        await ground.Service.SetAsync("double", options => options with { MaxRate = null, BatchSize = 1000 });
        Assert.Equal(BackfillState.Completed, (await ground.ContinueAsync("double")).State);
        Assert.Equal(4000, await ground.ScalarAsync<long>("SELECT count(*) FROM numbers WHERE x = 2"));
    }

    [Fact]
    public async Task Options_changed_while_it_runs_are_followed()
    {
        var ground = await SlowAsync();
        var run = ground.ContinueAsync("double");
        await Task.Delay(500);
        await ground.Service.SetAsync("double", options => options with { BatchSize = 500, MaxRate = null, Workers = 2 });
        await run;

        Assert.Contains(ground.Batches, batch => batch.Size == 500);
        Assert.Contains(ground.Decisions, decision => decision.Kind == BackfillDecisionKind.Controlled);
        Assert.Equal(4000, await ground.ScalarAsync<long>("SELECT count(*) FROM numbers WHERE x = 2"));
    }

    [Fact]
    public async Task Stopped_it_is_given_up_and_its_name_is_free()
    {
        var ground = await SlowAsync();
        var run = ground.ContinueAsync("double");
        await Task.Delay(500);
        await ground.Service.StopAsync("double");

        Assert.Equal(BackfillState.Stopped, (await run).State);
        Assert.Equal("BackfillStateConflict", (await Assert.ThrowsAsync<MigrationException>(() => ground.Service.ResumeAsync("double"))).ErrorId);
        Assert.Equal("BackfillNotFound", (await Assert.ThrowsAsync<MigrationException>(() => ground.Service.StopAsync("another"))).ErrorId);
        await ground.Service.StartAsync(BackfillGround.Doubling() with { Set = [new("x", "7")] }, new BackfillOptions());
        await ground.ContinueAsync("double");
        Assert.Equal(4000, await ground.ScalarAsync<long>("SELECT count(*) FROM numbers WHERE x = 7"));
    }

    [Fact]
    public async Task Another_definition_under_a_name_in_use_is_refused_and_the_same_one_joins_in()
    {
        var ground = await SlowAsync();
        var error = await Assert.ThrowsAsync<MigrationException>(
            () => ground.Service.StartAsync(BackfillGround.Doubling() with { Set = [new("x", "x * 3")] }, new BackfillOptions()));
        Assert.Equal("BackfillExists", error.ErrorId);

        await ground.Service.StartAsync(BackfillGround.Doubling(), new BackfillOptions());
        await Task.WhenAll(ground.ContinueAsync("double"), ground.ContinueAsync("double"));
        Assert.Equal(4000, await ground.ScalarAsync<long>("SELECT count(*) FROM numbers WHERE x = 2"));
    }

    [Fact]
    public async Task The_throttle_query_halts_it_with_its_own_words()
    {
        var ground = await BackfillGround.WithNumbersAsync(1000);
        await ground.ExecuteAsync("CREATE TABLE brake (reason text); INSERT INTO brake VALUES ('a deployment is under way')");
        await ground.Service.StartAsync(BackfillGround.Doubling(), BackfillGround.Small() with { Limits = new() { ThrottleQuery = "SELECT max(reason) FROM brake" } });
        var run = ground.ContinueAsync("double");
        var status = Assert.Single(await ground.Service.GetAsync("double"));
        while (status.ThrottleReason is null && !run.IsCompleted)
        {
            await Task.Delay(50);
            status = Assert.Single(await ground.Service.GetAsync("double"));
        }

        await ground.ExecuteAsync("DELETE FROM brake");
        await run;

        Assert.Equal("a deployment is under way", status.ThrottleReason);
        Assert.Equal(0, status.RowsDone);
        Assert.Equal(1000, await ground.ScalarAsync<long>("SELECT count(*) FROM numbers WHERE x = 2"));
    }

    [Fact]
    public async Task Waiting_for_the_end_tells_the_end_and_gives_up_in_time()
    {
        var ground = await SlowAsync();
        var error = await Assert.ThrowsAsync<MigrationException>(() => ground.Service.WaitAsync("double", TimeSpan.FromMilliseconds(100)));
        Assert.Equal("BackfillWaitTimeout", error.ErrorId);
        Assert.Contains("no process", error.Message, StringComparison.Ordinal);

        await ground.Service.SetAsync("double", options => options with { MaxRate = null });
        var run = ground.ContinueAsync("double");
        Assert.Equal(BackfillState.Completed, (await ground.Service.WaitAsync("double", TimeSpan.FromMinutes(1))).State);
        await run;
    }

    private static async Task<BackfillGround> SlowAsync()
    {
        var ground = await BackfillGround.WithNumbersAsync(4000);
        await ground.Service.StartAsync(BackfillGround.Doubling(), BackfillGround.Small(50) with { MaxRate = 1000 });
        return ground;
    }
}
