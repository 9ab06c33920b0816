using SchemaMigrate.Connections;

namespace SchemaMigrate.Tests.Connections;

public sealed class CancellationTests
{
    [Fact]
    public async Task After_cancelling_a_blocked_alter_no_lock_and_no_open_transaction_stays_and_the_session_works()
    {
        var target = await TestSessions.NewTargetAsync();
        await using var observer = await TestSessions.OpenAsync(target, "observer");
        await observer.ExecuteAsync("CREATE TABLE t (a int)", CancellationToken.None);
        await using var holder = await TestSessions.OpenAsync(target, "holder");
        await using var held = await holder.BeginAsync(CancellationToken.None);
        await holder.ExecuteAsync("SELECT * FROM t", CancellationToken.None);
        await using var session = await TestSessions.OpenAsync(target, "migrating");
        using var cancel = new CancellationTokenSource();

        var altering = Task.Run(async () =>
        {
            await using var transaction = await session.BeginAsync(cancel.Token);
            await session.ExecuteAsync("CREATE TABLE u (a int)", cancel.Token);
            await session.ExecuteAsync("ALTER TABLE t ADD COLUMN b int", cancel.Token);
            await transaction.CommitAsync(cancel.Token);
        });
        await TestSessions.UntilBlockedAsync(observer, session.BackendPid);
        var start = TimeProvider.System.GetTimestamp();
        await cancel.CancelAsync();
        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => altering);

        Assert.Equal(cancel.Token, error.CancellationToken);
        Assert.Equal(0L, await observer.ScalarAsync<long>(
            "SELECT count(*) FROM pg_locks WHERE pid = $1 AND locktype <> 'virtualxid'", CancellationToken.None, session.BackendPid));
        Assert.Equal("idle", await observer.ScalarAsync<string>("SELECT state FROM pg_stat_activity WHERE pid = $1", CancellationToken.None, session.BackendPid));
        Assert.InRange(TimeProvider.System.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromSeconds(2));
        Assert.False(session.IsBroken);
        Assert.Null(await session.ScalarAsync<string>("SELECT to_regclass('u')::text", CancellationToken.None));
    }

    [Fact]
    public async Task A_server_that_does_not_answer_loses_the_connection_soon_after_cancelling_and_frees_its_locks_by_itself()
    {
        var target = await TestSessions.NewTargetAsync();
        await using var observer = await TestSessions.OpenAsync(target, "observer");
        await observer.ExecuteAsync("CREATE TABLE t (a int)", CancellationToken.None);
        await using var relay = new WireRelay(target.CopySettings().ConnectionString);
        await using var session = await TestSessions.OpenAsync(ConnectionTarget.Parse(relay.ConnectionString), "migrating");
        using var cancel = new CancellationTokenSource();
        await using var transaction = await session.BeginAsync(CancellationToken.None);
        await session.ExecuteAsync("LOCK TABLE t", CancellationToken.None);
        var sleeping = session.ExecuteAsync("SELECT pg_sleep(60)", cancel.Token);
        await Task.Delay(100);
        relay.Freeze();
        var start = TimeProvider.System.GetTimestamp();
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sleeping);
        Assert.InRange(TimeProvider.System.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromSeconds(4));
        Assert.True(session.IsBroken);

        // The relay's own end goes now, as a dead client's would; the server looks every half second.
        relay.Cut();
        start = TimeProvider.System.GetTimestamp();
        await TestSessions.UntilAsync(
            async () => !await observer.ScalarAsync<bool>("SELECT EXISTS (SELECT FROM pg_locks WHERE pid = $1)", CancellationToken.None, session.BackendPid),
            "the locks are gone");
        Assert.InRange(TimeProvider.System.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task A_token_cancelled_before_the_start_sends_nothing()
    {
        await using var session = await TestSessions.OpenNewAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => session.ExecuteAsync("CREATE TABLE t (a int)", new CancellationToken(canceled: true)));

        Assert.Null(await session.ScalarAsync<string>("SELECT to_regclass('t')::text", CancellationToken.None));
    }

    [Fact]
    public async Task Opening_can_be_cancelled()
    {
        var target = await TestSessions.NewTargetAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => DatabaseSession.OpenAsync(target, "test", new CancellationToken(canceled: true)));
    }
}
