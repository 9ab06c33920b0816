using SchemaMigrate.Connections;
using SchemaMigrate.Errors;
using SchemaMigrate.Sql;
using SchemaMigrate.Tests.Fixtures;

namespace SchemaMigrate.Tests.Connections;

public sealed class SessionSettingsTests
{
    private const string State =
        "SELECT current_setting('lock_timeout') || '|' || current_setting('statement_timeout') || '|' || current_setting('idle_in_transaction_session_timeout')"
        + " || '|' || current_setting('timezone') || '|' || current_setting('search_path') || '|' || current_user || '|' || current_setting('application_name')";

    private static readonly SessionSettings Everything = new()
    {
        LockTimeout = TimeSpan.FromMilliseconds(1500),
        StatementTimeout = TimeSpan.FromTicks(1),
        IdleInTransactionTimeout = TimeSpan.FromMinutes(1),
        TimeZone = "Europe/Berlin",
        SearchPath = [new Identifier("Odd \"one\", it's"), new Identifier("pg_temp")],
        Role = new Identifier("pg_monitor"),
        ApplicationName = "it's \\ me",
    };

    [Theory]
    [ClassData(typeof(ServerMajors))]
    public async Task Settings_of_a_transaction_end_with_it(int major)
    {
        await using var session = await TestSessions.OpenNewAsync(major);
        var before = await session.ScalarAsync<string>(State, CancellationToken.None);

        await using (var transaction = await session.BeginAsync(CancellationToken.None))
        {
            await session.ApplyAsync(Everything with { StatementTimeout = TimeSpan.FromSeconds(3) }, SettingScope.Transaction, CancellationToken.None);
            Assert.Equal(
                "1500ms|3s|1min|Europe/Berlin|\"Odd \"\"one\"\", it's\", \"pg_temp\"|pg_monitor|it's \\ me", await session.ScalarAsync<string>(State, CancellationToken.None));
            await transaction.CommitAsync(CancellationToken.None);
        }

        Assert.Equal(before, await session.ScalarAsync<string>(State, CancellationToken.None));
    }

    [Fact]
    public async Task Settings_of_a_session_last_until_they_are_restored()
    {
        await using var session = await TestSessions.OpenNewAsync();
        var before = await session.ScalarAsync<string>(State, CancellationToken.None);
        var settings = Everything with { StatementTimeout = TimeSpan.Zero };

        await session.ApplyAsync(settings, SettingScope.Session, CancellationToken.None);
        Assert.Contains("pg_monitor", await session.ScalarAsync<string>(State, CancellationToken.None), StringComparison.Ordinal);
        await session.RestoreAsync(settings, CancellationToken.None);

        Assert.Equal(before, await session.ScalarAsync<string>(State, CancellationToken.None));
    }

    [Fact]
    public async Task A_positive_time_never_becomes_no_limit()
    {
        await using var session = await TestSessions.OpenNewAsync();

        await session.ApplyAsync(new SessionSettings { LockTimeout = TimeSpan.FromTicks(1) }, SettingScope.Session, CancellationToken.None);

        Assert.Equal("1ms", await session.ScalarAsync<string>("SHOW lock_timeout", CancellationToken.None));
    }

    [Fact]
    public async Task An_empty_search_path_finds_only_the_catalogue()
    {
        await using var session = await TestSessions.OpenNewAsync();
        await session.ExecuteAsync("CREATE TABLE t (a int)", CancellationToken.None);

        await session.ApplyAsync(new SessionSettings { SearchPath = [] }, SettingScope.Session, CancellationToken.None);

        Assert.Null(await session.ScalarAsync<string>("SELECT to_regclass('t')::text", CancellationToken.None));
        Assert.NotNull(await session.ScalarAsync<string>("SELECT to_regclass('pg_class')::text", CancellationToken.None));
    }

    [Theory]
    [ClassData(typeof(ServerMajors))]
    public async Task Resetting_undoes_what_foreign_sql_left_behind_and_keeps_the_watch_on_the_client(int major)
    {
        var target = await TestSessions.NewTargetAsync(major);
        await using var session = await DatabaseSession.OpenAsync(
            target, "test", new SessionSettings { IdleInTransactionTimeout = TimeSpan.FromMinutes(2) }, CancellationToken.None);
        var before = await session.ScalarAsync<string>(State, CancellationToken.None);
        foreach (var sql in new[]
        {
            "SET search_path = nowhere", "SET lock_timeout = '9s'", "SET SESSION AUTHORIZATION pg_monitor", "SET client_connection_check_interval = 0",
            "SET my.thing = 'x'", "CREATE TEMP TABLE leftover (a int)", "SET row_security = off",
        })
        {
            await session.ExecuteAsync(sql, CancellationToken.None);
        }

        await session.ResetAsync(CancellationToken.None);

        Assert.Equal(before, await session.ScalarAsync<string>(State, CancellationToken.None));
        Assert.Equal("off", await session.ScalarAsync<string>("SHOW jit", CancellationToken.None));
        Assert.Equal("on", await session.ScalarAsync<string>("SHOW row_security", CancellationToken.None));
        Assert.Null(await session.ScalarAsync<string>("SELECT to_regclass('pg_temp.leftover')::text", CancellationToken.None));
        Assert.Equal(OperatingSystem.IsLinux() ? "500ms" : "0", await session.ScalarAsync<string>("SHOW client_connection_check_interval", CancellationToken.None));
    }

    [Fact]
    public async Task A_role_that_does_not_exist_is_an_error()
    {
        await using var session = await TestSessions.OpenNewAsync();

        await Assert.ThrowsAsync<SqlExecutionException>(
            () => session.ApplyAsync(new SessionSettings { Role = new Identifier("no_such_role") }, SettingScope.Session, CancellationToken.None));
        Assert.Throws<MigrationException>(() => new Identifier(""));
    }
}
