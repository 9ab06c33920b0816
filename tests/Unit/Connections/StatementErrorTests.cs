using SchemaMigrate.Connections;
using SchemaMigrate.Errors;
using SchemaMigrate.Sandbox;
using SchemaMigrate.Sql;
using SchemaMigrate.Tests.Fixtures;

namespace SchemaMigrate.Tests.Connections;

public sealed class StatementErrorTests
{
    [Fact]
    public async Task A_failing_statement_gives_all_facts_of_the_server()
    {
        await using var session = await TestSessions.OpenNewAsync();
        await session.ExecuteAsync("CREATE TABLE t (a int CONSTRAINT only_one UNIQUE)", CancellationToken.None);
        await session.ExecuteAsync("INSERT INTO t VALUES (1)", CancellationToken.None);

        var error = await FailsAsync(session, "INSERT INTO t VALUES (1)");

        Assert.Equal(("StatementFailed", "23505", "ERROR"), (error.ErrorId, error.SqlState, error.Severity));
        Assert.Equal(("public", "t", "only_one"), (error.Schema, error.Table, error.Constraint));
        Assert.Contains("(a)=(1)", error.Detail, StringComparison.Ordinal);
        Assert.Equal("INSERT INTO t VALUES (1)", error.Statement);
        Assert.Contains("only_one", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_syntax_error_has_its_position_and_a_missing_column_its_hint()
    {
        await using var session = await TestSessions.OpenNewAsync();
        await session.ExecuteAsync("CREATE TABLE t (telephone int)", CancellationToken.None);

        Assert.Equal(("42601", 8), await FailsAsync(session, "CREATE TBLE t (a int)") is var syntax ? (syntax.SqlState, syntax.Position) : default);
        Assert.Equal(15, (await FailsAsync(session, "SELECT 'ünï', nothing_such")).Position);
        Assert.Contains("telephone", (await FailsAsync(session, "SELECT telefone FROM t")).Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_batch_tells_which_item_failed_and_leaves_nothing()
    {
        await using var session = await TestSessions.OpenNewAsync();
        var error = await Assert.ThrowsAsync<SqlExecutionException>(() => session.ExecuteBatchAsync(
            [new("CREATE TABLE a ()"), new("SELECT 1"), new("SELECT 1/0"), new("SELECT 1")], CancellationToken.None));

        Assert.Equal((2, "SELECT 1/0", "22012"), (error.StatementIndex, error.Statement, error.SqlState));
        Assert.Null(await session.ScalarAsync<string>("SELECT to_regclass('a')::text", CancellationToken.None));
    }

    [Theory]
    [ClassData(typeof(ServerMajors))]
    public async Task Lock_timeout_statement_timeout_and_a_foreign_cancel_are_told_apart(int major)
    {
        var target = await TestSessions.NewTargetAsync(major);
        await using var session = await TestSessions.OpenAsync(target);
        await using var other = await TestSessions.OpenAsync(target);
        await session.ExecuteAsync("CREATE TABLE t (a int)", CancellationToken.None);
        await using var held = await other.BeginAsync(CancellationToken.None);
        await other.ExecuteAsync("LOCK TABLE t", CancellationToken.None);

        await session.ExecuteAsync("SET lock_timeout = '50ms'", CancellationToken.None);
        var locked = await FailsAsync(session, "ALTER TABLE t ADD COLUMN b int");
        await session.ExecuteAsync("SET statement_timeout = '50ms'", CancellationToken.None);
        var slow = await FailsAsync(session, "SELECT pg_sleep(10)");
        await session.ExecuteAsync("SET statement_timeout = 0", CancellationToken.None);
        var sleeping = FailsAsync(session, "SELECT pg_sleep(10)");
        await TestSessions.UntilAsync(
            async () => await other.ScalarAsync<bool>(
                "SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE pid = $1 AND wait_event = 'PgSleep'", CancellationToken.None, session.BackendPid), "cancelled");
        var cancelled = await sleeping;

        Assert.Equal(("LockTimeout", "55P03"), (locked.ErrorId, locked.SqlState));
        Assert.True(SqlStates.IsLockTimeout(locked.SqlState) && SqlStates.IsTransient(locked.SqlState));
        Assert.Equal("StatementTimeout", slow.ErrorId);
        Assert.Equal("StatementCancelled", cancelled.ErrorId);
        Assert.False(SqlStates.IsTransient(cancelled.SqlState));
        Assert.False(session.IsBroken);
    }

    [Fact]
    public async Task A_deadlock_is_told()
    {
        var target = await TestSessions.NewTargetAsync();
        await using var one = await TestSessions.OpenAsync(target);
        await using var two = await TestSessions.OpenAsync(target);
        await one.ExecuteAsync("CREATE TABLE a ()", CancellationToken.None);
        await one.ExecuteAsync("CREATE TABLE b ()", CancellationToken.None);
        await one.ExecuteAsync("SET deadlock_timeout = '100ms'", CancellationToken.None);
        await using var first = await one.BeginAsync(CancellationToken.None);
        await using var second = await two.BeginAsync(CancellationToken.None);
        await one.ExecuteAsync("LOCK TABLE a", CancellationToken.None);
        await two.ExecuteAsync("LOCK TABLE b", CancellationToken.None);
        var waiting = two.ExecuteAsync("LOCK TABLE a", CancellationToken.None);
        await Task.Delay(100);

        var error = await FailsAsync(one, "LOCK TABLE b");
        await first.DisposeAsync();
        await waiting;

        Assert.Equal("DeadlockDetected", error.ErrorId);
        Assert.True(SqlStates.IsDeadlock(error.SqlState) && SqlStates.IsTransient(error.SqlState));
    }

    [Fact]
    public async Task A_role_without_the_right_lacks_a_privilege()
    {
        var target = await TestSessions.NewTargetAsync();
        await using var session = await TestSessions.OpenAsync(target);
        await session.ExecuteAsync("CREATE TABLE t (a int)", CancellationToken.None);
        await session.ExecuteAsync("SET ROLE pg_monitor", CancellationToken.None);

        Assert.Equal("InsufficientPrivilege", (await FailsAsync(session, "ALTER TABLE t ADD COLUMN b int")).ErrorId);
    }

    [Fact]
    public async Task A_session_that_may_only_read_says_so_before_and_when_it_writes()
    {
        var target = await TestSessions.NewTargetAsync();
        await using (var owner = await TestSessions.OpenAsync(target))
        {
            await owner.ExecuteAsync($"ALTER DATABASE {new Identifier(target.Database)} SET default_transaction_read_only = on", CancellationToken.None);
        }

        await using var session = await TestSessions.OpenAsync(target);
        Assert.False(session.Server.IsWritable);
        Assert.Equal("ReadOnlyServer", (await FailsAsync(session, "CREATE TABLE t (a int)")).ErrorId);
    }

    [Fact]
    public async Task A_standby_is_recognised()
    {
        var binaries = (await PostgresFixture.ServerAsync()).BinDirectory;
        await using var server = await SandboxServer.StartAsync(new SandboxOptions { BinDirectory = binaries }, TimeProvider.System, CancellationToken.None);
        await File.WriteAllTextAsync(Path.Combine(server.DataDirectory, "standby.signal"), "");
        await server.RestartAsync(CancellationToken.None);
        await using var session = await TestSessions.OpenAsync(ConnectionTarget.Parse(server.ConnectionString));

        Assert.True(session.Server.InRecovery && !session.Server.IsWritable);
        Assert.Equal("ReadOnlyServer", (await FailsAsync(session, "CREATE TABLE t (a int)")).ErrorId);
    }

    [Fact]
    public async Task A_stopped_server_is_told_as_shutting_down_and_then_as_unreachable()
    {
        var binaries = (await PostgresFixture.ServerAsync()).BinDirectory;
        await using var server = await SandboxServer.StartAsync(new SandboxOptions { BinDirectory = binaries }, TimeProvider.System, CancellationToken.None);
        var target = ConnectionTarget.Parse(server.ConnectionString);
        await using var session = await TestSessions.OpenAsync(target);
        var sleeping = FailsAsync(session, "SELECT pg_sleep(30)");
        await server.StopAsync(CancellationToken.None);

        Assert.Equal("ServerShuttingDown", (await sleeping).ErrorId);
        var again = await Assert.ThrowsAsync<MigrationException>(() => TestSessions.OpenAsync(target));
        Assert.Equal("ServerUnreachable", again.ErrorId);
    }

    [Fact]
    public async Task A_password_in_a_statement_or_in_the_servers_words_does_not_come_out()
    {
        var target = (await TestSessions.NewTargetAsync()).WithCredential("postgres", "hunter2");
        await using var session = await TestSessions.OpenAsync(target);

        var role = await FailsAsync(session, "ALTER ROLE no_such_role PASSWORD 'other-s3cret'");
        var raised = await FailsAsync(session, "DO $$ BEGIN RAISE EXCEPTION 'got hunter2' USING detail = 'hunter2', hint = 'hunter2'; END $$");

        Assert.Equal("42704", role.SqlState);
        Assert.DoesNotContain("other-s3cret", role.Statement + role, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", string.Concat(raised, raised.Statement, raised.MessageText, raised.Detail, raised.Hint, raised.Where), StringComparison.Ordinal);
        Assert.Equal("got ***", raised.MessageText);
    }

    private static Task<SqlExecutionException> FailsAsync(DatabaseSession session, string sql) =>
        Assert.ThrowsAsync<SqlExecutionException>(() => session.ExecuteAsync(sql, CancellationToken.None));
}
