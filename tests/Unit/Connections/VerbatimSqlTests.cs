using SchemaMigrate.Connections;

namespace SchemaMigrate.Tests.Connections;

public sealed class VerbatimSqlTests
{
    public static TheoryData<string> Statements => new(
        "CREATE FUNCTION f() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 1; SELECT CASE WHEN true THEN 1 ELSE 2 END; END",
        "CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $x$ BEGIN PERFORM ';'; RETURN 1; END $x$",
        "CREATE RULE r AS ON INSERT TO t DO ALSO (SELECT 1; SELECT 2)",
        "SELECT /* a /* ; */ ; */ '{\"a\":1}'::jsonb ? 'a', 1 @@@ 2",
        "CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT $1; SELECT CASE WHEN $1 > 1 THEN a ELSE 2 END; END",
        "CREATE FUNCTION f(a int) RETURNS int LANGUAGE plpgsql AS 'BEGIN RETURN $1; END'",
        "DO $$ BEGIN PERFORM 1; PERFORM 2; END $$;",
        @"SELECT E'a\';b', 'x\', U&'d\0061t\+000061', '@p :p $1'");

    [Theory]
    [MemberData(nameof(Statements))]
    public async Task Statements_without_parameters_reach_the_server_untouched(string sql)
    {
        await using var session = await TestSessions.OpenNewAsync();
        await session.ExecuteAsync("CREATE TABLE t (a int)", CancellationToken.None);
        await session.ExecuteAsync("CREATE FUNCTION at(a int, b int) RETURNS int LANGUAGE sql AS 'SELECT 1'", CancellationToken.None);
        await session.ExecuteAsync("CREATE OPERATOR @@@ (FUNCTION = at, LEFTARG = int, RIGHTARG = int)", CancellationToken.None);

        await session.ExecuteAsync(sql, CancellationToken.None);
        await using (await session.BeginAsync(CancellationToken.None))
        {
            await session.ExecuteAsync("DROP FUNCTION IF EXISTS f", CancellationToken.None);
            await session.ExecuteAsync("DROP RULE IF EXISTS r ON t", CancellationToken.None);
            await session.ExecuteBatchAsync([new("SELECT 1"), new(sql)], CancellationToken.None);
        }
    }

    [Fact]
    public async Task A_stray_placeholder_is_an_error_and_never_a_null()
    {
        var target = await TestSessions.NewTargetAsync();
        await using var session = await TestSessions.OpenAsync(target);
        await session.ExecuteAsync("CREATE TABLE t (a int, b text)", CancellationToken.None);

        foreach (var sql in new[] { "INSERT INTO t VALUES ($1, ';')", "INSERT INTO t (b) VALUES ($1)", "UPDATE t SET b = ';' || $1" })
        {
            // The driver closes the connection after this error.
            await using var other = await TestSessions.OpenAsync(target);
            var error = await Assert.ThrowsAsync<SqlExecutionException>(() => other.ExecuteAsync(sql, CancellationToken.None));
            Assert.Equal("StatementFailed", error.ErrorId);
        }

        Assert.Equal(0L, await session.ScalarAsync<long>("SELECT count(*) FROM t", CancellationToken.None));
    }

    [Theory]
    [InlineData("CREATE INDEX CONCURRENTLY i ON t (a) WHERE b <> ';'")]
    [InlineData("VACUUM t /* ; */")]
    [InlineData("CREATE VIEW v AS SELECT ';'::text AS x FROM t")]
    [InlineData("CREATE MATERIALIZED VIEW v AS SELECT ';'::text AS x FROM t")]
    [InlineData("ALTER TABLE t ADD CHECK (b <> ';') NOT VALID")]
    [InlineData("COMMENT ON TABLE t IS 'a;b'")]
    public async Task Statements_of_every_kind_bear_the_parameter_that_nobody_uses(string sql)
    {
        await using var session = await TestSessions.OpenNewAsync();
        await session.ExecuteAsync("CREATE TABLE t (a int, b text)", CancellationToken.None);

        Assert.True(VerbatimSql.NeedsParameter(sql));
        await session.ExecuteAsync(sql, CancellationToken.None);
    }

    [Fact]
    public async Task Two_statements_in_one_are_refused_by_the_server_and_not_cut_by_the_driver()
    {
        await using var session = await TestSessions.OpenNewAsync();

        var error = await Assert.ThrowsAsync<SqlExecutionException>(() => session.ExecuteAsync("CREATE TABLE a (); CREATE TABLE b ()", CancellationToken.None));

        Assert.Equal("42601", error.SqlState);
        Assert.Null(await session.ScalarAsync<string>("SELECT to_regclass('a')::text", CancellationToken.None));
    }
}
