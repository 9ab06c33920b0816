using SchemaMigrate.Connections;
using SchemaMigrate.Errors;
using SchemaMigrate.Tests.Fixtures;

namespace SchemaMigrate.Tests.Connections;

public sealed class PoolerProbeTests
{
    [TheoryWith("pgbouncer")]
    [InlineData(1, "")]
    [InlineData(2, "")]
    [InlineData(5, "")]
    [InlineData(5, "server_round_robin = 1")]
    [InlineData(20, "min_pool_size = 10")]
    public async Task A_transaction_pool_is_seen_by_a_client_that_is_alone_on_it(int poolSize, string setting)
    {
        await using var pool = await StartAsync("transaction", poolSize, setting);
        await WarmUpAsync(pool, poolSize);
        await using var session = await OpenAsync(pool);

        var report = await PoolerProbe.RunAsync(session, CancellationToken.None);

        Assert.Equal(PoolerKind.Transaction, report.Kind);
        Assert.NotEmpty(report.Evidence);
    }

    [TheoryWith("pgbouncer")]
    [InlineData(1, "")]
    [InlineData(3, "")]
    [InlineData(3, "server_round_robin = 1")]
    public async Task A_transaction_pool_is_seen_by_a_client_among_busy_ones(int poolSize, string setting)
    {
        await using var pool = await StartAsync("transaction", poolSize, setting);
        using var stop = new CancellationTokenSource();
        var others = Enumerable.Range(0, 6).Select(_ => BusyAsync(pool, stop.Token)).ToArray();
        try
        {
            for (var i = 0; i < 5; i++)
            {
                await using var session = await OpenAsync(pool);
                Assert.Equal(PoolerKind.Transaction, (await PoolerProbe.RunAsync(session, CancellationToken.None)).Kind);
            }
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAll(others);
        }
    }

    [FactWith("pgbouncer")]
    public async Task A_statement_pool_is_as_bad_as_a_transaction_pool()
    {
        await using var pool = await StartAsync("statement", 3, "");
        await using var session = await OpenAsync(pool);

        Assert.Equal(PoolerKind.Transaction, (await PoolerProbe.RunAsync(session, CancellationToken.None)).Kind);
    }

    [TheoryWith("pgbouncer")]
    [InlineData(2)]
    [InlineData(10)]
    public async Task A_session_pool_is_not_refused(int poolSize)
    {
        await using var pool = await StartAsync("session", poolSize, "");
        await WarmUpAsync(pool, poolSize);
        await using var session = await OpenAsync(pool);

        var report = await PoolerProbe.RequireSessionAsync(session, CancellationToken.None);

        Assert.Equal(PoolerKind.Session, report.Kind);
        Assert.Equal(session.BackendPid, await session.ScalarAsync<int>("SELECT pg_backend_pid()", CancellationToken.None));
    }

    [FactWith("pgbouncer")]
    public async Task A_session_pool_with_no_backend_to_spare_is_not_refused_and_not_waited_for_long()
    {
        await using var pool = await StartAsync("session", 1, "");
        await using var session = await OpenAsync(pool);
        var start = TimeProvider.System.GetTimestamp();

        var report = await PoolerProbe.RunAsync(session, CancellationToken.None);

        Assert.Equal(PoolerKind.Session, report.Kind);
        Assert.InRange(TimeProvider.System.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromSeconds(8));
    }

    [FactWith("pgbouncer")]
    public async Task A_transaction_pool_is_refused_with_its_evidence()
    {
        await using var pool = await StartAsync("transaction", 2, "");
        await using var session = await OpenAsync(pool);

        var error = await Assert.ThrowsAsync<MigrationException>(() => PoolerProbe.RequireSessionAsync(session, CancellationToken.None));

        Assert.Equal("TransactionPooler", error.ErrorId);
        Assert.Contains($"{session.BackendPid}", error.Message, StringComparison.Ordinal);
        Assert.Contains("pool_mode=session", error.RecommendedAction, StringComparison.Ordinal);
    }

    [TheoryWith("pgbouncer")]
    [ClassData(typeof(ServerMajors))]
    public async Task A_direct_connection_costs_no_round_trip(int major)
    {
        await using var session = await TestSessions.OpenNewAsync(major);
        Assert.Equal(PoolerKind.None, (await PoolerProbe.RunAsync(session, CancellationToken.None)).Kind);

        await using var relay = new WireRelay(await TcpServer.NewDatabaseAsync());
        await using var relayed = await TestSessions.OpenAsync(ConnectionTarget.Parse(relay.ConnectionString));
        relay.Reset();
        Assert.Equal(PoolerKind.None, (await PoolerProbe.RunAsync(relayed, CancellationToken.None)).Kind);
        Assert.Equal(0, relay.RoundTrips);
    }

    [FactWith("pgbouncer")]
    public async Task A_tunnel_that_ends_in_a_unix_socket_is_looked_at_and_not_refused()
    {
        await using var relay = new WireRelay(await PostgresFixture.CreateDatabaseAsync());
        await using var session = await TestSessions.OpenAsync(ConnectionTarget.Parse(relay.ConnectionString));

        var report = await PoolerProbe.RunAsync(session, CancellationToken.None);

        Assert.True(report.SessionsHold);
    }

    [FactWith("pgbouncer")]
    public async Task A_session_pool_that_lets_nobody_wait_is_not_refused()
    {
        await using var pool = await StartAsync("session", 1, "query_wait_timeout = 1");
        await using var session = await OpenAsync(pool);

        Assert.Equal(PoolerKind.Session, (await PoolerProbe.RunAsync(session, CancellationToken.None)).Kind);
    }

    [FactWith("pgbouncer")]
    public async Task A_full_pooler_and_an_unknown_database_are_told_as_the_server_would()
    {
        await using var full = await StartAsync("session", 1, "max_client_conn = 1");
        await using (await OpenAsync(full))
        {
            Assert.Equal("TooManyConnections", (await Assert.ThrowsAsync<MigrationException>(() => OpenAsync(full))).ErrorId);
        }

        await using var pool = await StartAsync("session", 2, "");
        var target = ConnectionTarget.Parse(pool.ConnectionString).WithDatabase("no_such_db");
        Assert.Equal("DatabaseNotFound", (await Assert.ThrowsAsync<MigrationException>(() => TestSessions.OpenAsync(target))).ErrorId);
    }

    [FactWith("pgbouncer")]
    public async Task Startup_options_that_a_pooler_refuses_are_a_mistake_in_the_connection_string()
    {
        await using var pool = await StartAsync("session", 2, "");

        var error = await Assert.ThrowsAsync<MigrationException>(
            () => TestSessions.OpenAsync(ConnectionTarget.Parse(pool.ConnectionString + ";Options=-c work_mem=8MB")));

        Assert.Equal("InvalidConnectionString", error.ErrorId);
        Assert.Contains("options", error.Message, StringComparison.Ordinal);
    }

    [FactWith("pgbouncer")]
    public async Task A_pooler_whose_server_is_gone_gives_a_clear_error()
    {
        await using var pool = await PgBouncer.StartAsync("Host=127.0.0.1;Port=1;Username=postgres;Database=d", "session", 2, "server_login_retry = 1", "query_wait_timeout = 2");

        Assert.Equal("ServerUnreachable", (await Assert.ThrowsAsync<MigrationException>(() => OpenAsync(pool))).ErrorId);
    }

    private static async Task<PgBouncer> StartAsync(string mode, int poolSize, string setting) =>
        await PgBouncer.StartAsync(await PostgresFixture.CreateDatabaseAsync(), mode, poolSize, setting);

    private static Task<DatabaseSession> OpenAsync(PgBouncer pool) => TestSessions.OpenAsync(ConnectionTarget.Parse(pool.ConnectionString));

    /// <summary>Leaves as many idle backends in the pool as it may have.</summary>
    private static async Task WarmUpAsync(PgBouncer pool, int poolSize)
    {
        var sessions = await Task.WhenAll(Enumerable.Range(0, Math.Min(poolSize, 5)).Select(_ => OpenAsync(pool)));
        await Task.WhenAll(sessions.Select(session => session.ExecuteAsync("SELECT pg_sleep(0.2)", CancellationToken.None)));
        foreach (var session in sessions)
        {
            await session.DisposeAsync();
        }
    }

    private static async Task BusyAsync(PgBouncer pool, CancellationToken stop)
    {
        await using var session = await OpenAsync(pool);
        while (!stop.IsCancellationRequested)
        {
            await session.ExecuteAsync("SELECT pg_sleep(0.005)", CancellationToken.None);
        }
    }
}
