using SchemaMigrate.Connections;
using SchemaMigrate.Errors;
using SchemaMigrate.Tests.Fixtures;

namespace SchemaMigrate.Tests.Connections;

public sealed class DatabaseSessionTests
{
    [Theory]
    [ClassData(typeof(ServerMajors))]
    public async Task The_facts_of_every_server_version_are_read(int major)
    {
        var target = await TestSessions.NewTargetAsync(major);
        await using var session = await TestSessions.OpenAsync(target, "facts ☃");
        var server = session.Server;

        Assert.Equal(major, server.Major);
        Assert.StartsWith($"{major}.", server.Version, StringComparison.Ordinal);
        Assert.Equal((target.Database, "UTF8", "postgres", "postgres"), (server.Database, server.Encoding, server.User, server.SessionUser));
        Assert.True(server.IsSuperuser && server.IsWritable && !server.InRecovery);
        Assert.Equal(session.BackendPid, await session.ScalarAsync<int>("SELECT pg_backend_pid()", CancellationToken.None));
        Assert.Equal(server.DatabaseOid, await session.ScalarAsync<long>("SELECT oid::int8 FROM pg_database WHERE datname = current_database()", CancellationToken.None));
        Assert.Equal("facts ?", await session.ScalarAsync<string>("SHOW application_name", CancellationToken.None));
        Assert.NotNull(await SystemIdentifier.ReadAsync(session, CancellationToken.None));
        if (OperatingSystem.IsLinux())
        {
            Assert.Equal(TimeSpan.FromMilliseconds(500), server.ClientCheckInterval);
            Assert.Equal("500ms", await session.ScalarAsync<string>("SHOW client_connection_check_interval", CancellationToken.None));
        }
    }

    [Fact]
    public async Task Opening_costs_one_connection_and_one_round_trip_after_the_login()
    {
        await using var relay = new WireRelay(await PostgresFixture.CreateDatabaseAsync());
        await using (await DatabaseSession.OpenAsync(
            ConnectionTarget.Parse(relay.ConnectionString), "count", new SessionSettings { LockTimeout = TimeSpan.FromSeconds(2) }, CancellationToken.None))
        {
        }

        // One for the login, which needs no password here, and one for the facts together with the settings.
        Assert.Equal((1, 2), (relay.Connections, relay.RoundTrips));
    }

    [Fact]
    public async Task A_transaction_of_one_batch_costs_two_round_trips()
    {
        await using var relay = new WireRelay(await PostgresFixture.CreateDatabaseAsync());
        await using var session = await TestSessions.OpenAsync(ConnectionTarget.Parse(relay.ConnectionString));
        relay.Reset();

        await using (var transaction = await session.BeginAsync(CancellationToken.None))
        {
            await session.ExecuteBatchAsync([new("CREATE TABLE t (a int)"), new("INSERT INTO t VALUES ($1), ($2)", 1, null)], CancellationToken.None);
            await transaction.CommitAsync(CancellationToken.None);
        }

        Assert.Equal(2, relay.RoundTrips);
        Assert.Equal(2L, await session.ScalarAsync<long>("SELECT count(*) FROM t", CancellationToken.None));
    }

    [Fact]
    public async Task An_array_of_texts_is_one_parameter()
    {
        await using var session = await TestSessions.OpenAsync(ConnectionTarget.Parse(await PostgresFixture.CreateDatabaseAsync()));
        string[] names = ["a", "b"];

        Assert.Equal(2, await session.ScalarAsync<int>("SELECT pg_catalog.cardinality($1::text[])", CancellationToken.None, names));
    }

    [Fact]
    public async Task A_transaction_that_is_not_committed_leaves_nothing_and_the_session_works_on()
    {
        await using var session = await TestSessions.OpenNewAsync();
        await using (await session.BeginAsync(CancellationToken.None))
        {
            await session.ExecuteAsync("CREATE TABLE t (a int)", CancellationToken.None);
        }

        await using (await session.BeginAsync(CancellationToken.None))
        {
            await Assert.ThrowsAsync<SqlExecutionException>(() => session.ExecuteAsync("SELECT 1/0", CancellationToken.None));
        }

        Assert.Null(await session.ScalarAsync<string>("SELECT to_regclass('t')::text", CancellationToken.None));
        Assert.False(session.IsBroken);
    }

    [Fact]
    public async Task Values_of_the_usual_types_travel_without_the_servers_type_catalogue()
    {
        await using var session = await TestSessions.OpenNewAsync();
        var when = new DateTimeOffset(2024, 2, 29, 12, 30, 0, TimeSpan.Zero);
        var id = Guid.NewGuid();

        var row = Assert.Single(await session.QueryAsync(
            "SELECT $1::text, $2::int4[], $3::text[], $4::timestamptz, $5::jsonb::text, $6::uuid, $7::bytea, $8::numeric, $9::bool, $10::text, 'n'::name, 7::oid",
            reader => (Text: reader.GetString(0), Ints: reader.GetFieldValue<int[]>(1), Texts: reader.GetFieldValue<string[]>(2),
                When: reader.GetFieldValue<DateTimeOffset>(3), Json: reader.GetString(4), Id: reader.GetGuid(5), Bytes: reader.GetFieldValue<byte[]>(6),
                Number: reader.GetDecimal(7), Truth: reader.GetBoolean(8), Null: reader.IsDBNull(9), Name: reader.GetString(10), Oid: reader.GetFieldValue<uint>(11)),
            CancellationToken.None, "it's", new[] { 1, 2 }, new[] { "a", "b" }, when, "{\"a\": 1}", id, new byte[] { 0, 255 }, 1.50m, true, null));

        Assert.Equal(("it's", when, "{\"a\": 1}", id, 1.50m, true, true, "n", 7u), (row.Text, row.When, row.Json, row.Id, row.Number, row.Truth, row.Null, row.Name, row.Oid));
        Assert.Equal([1, 2], row.Ints);
        Assert.Equal(["a", "b"], row.Texts);
        Assert.Equal([0, 255], row.Bytes);
    }

    [Fact]
    public async Task Notices_reach_the_subscriber()
    {
        await using var session = await TestSessions.OpenNewAsync();
        var notices = new List<ServerNotice>();
        session.NoticeReceived += notices.Add;

        await session.ExecuteAsync("DO $$ BEGIN RAISE WARNING 'careful' USING hint = 'now', detail = 'why', errcode = '01ABC'; END $$", CancellationToken.None);

        Assert.Equal(new ServerNotice("WARNING", "01ABC", "careful", "why", "now"), Assert.Single(notices));
    }

    [Fact]
    public async Task A_cut_connection_is_a_lost_connection_and_the_session_is_broken()
    {
        await using var relay = new WireRelay(await PostgresFixture.CreateDatabaseAsync());
        await using var session = await TestSessions.OpenAsync(ConnectionTarget.Parse(relay.ConnectionString));
        var sleeping = session.ExecuteAsync("SELECT pg_sleep(30)", CancellationToken.None);
        await Task.Delay(200);
        relay.Cut();

        var error = await Assert.ThrowsAsync<MigrationException>(() => sleeping);

        Assert.Equal("ConnectionLost", error.ErrorId);
        Assert.True(session.IsBroken);
        Assert.Equal("ConnectionLost", (await Assert.ThrowsAsync<MigrationException>(() => session.ExecuteAsync("SELECT 1", CancellationToken.None))).ErrorId);
    }

    [Fact]
    public async Task A_terminated_backend_is_told_as_the_server_told_it()
    {
        var target = await TestSessions.NewTargetAsync();
        await using var session = await TestSessions.OpenAsync(target);
        await using var other = await TestSessions.OpenAsync(target);
        var sleeping = session.ExecuteAsync("SELECT pg_sleep(30)", CancellationToken.None);
        await TestSessions.UntilAsync(
            async () => await other.ScalarAsync<bool>("SELECT pg_terminate_backend($1)", CancellationToken.None, session.BackendPid), "terminated");

        var error = await Assert.ThrowsAsync<SqlExecutionException>(() => sleeping);

        Assert.Equal(("ServerShuttingDown", "57P01"), (error.ErrorId, error.SqlState));
        Assert.True(session.IsBroken);
    }

    [Fact]
    public async Task Using_a_session_twice_at_once_is_a_defect_and_not_a_lost_connection()
    {
        await using var session = await TestSessions.OpenNewAsync();
        var sleeping = session.ExecuteAsync("SELECT pg_sleep(0.5)", CancellationToken.None);

        var error = await Record.ExceptionAsync(() => session.ExecuteAsync("SELECT 1", CancellationToken.None));
        await sleeping;

        Assert.IsNotType<MigrationException>(error);
        Assert.Equal(1, await session.ScalarAsync<int>("SELECT 1", CancellationToken.None));
    }
}
