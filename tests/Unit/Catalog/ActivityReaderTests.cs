using SchemaMigrate.Catalog;
using SchemaMigrate.Sandbox;
using SchemaMigrate.Tests.Connections;
using SchemaMigrate.Connections;
using SchemaMigrate.Tests.Fixtures;

namespace SchemaMigrate.Tests.Catalog;

public class ActivityReaderTests
{
    [Theory]
    [ClassData(typeof(ServerMajors))]
    public async Task Open_transactions_are_told_with_their_age_and_what_they_hold(int major)
    {
        var target = await TestSessions.NewTargetAsync(major);
        await using var session = await TestSessions.OpenAsync(target);
        await using var other = await TestSessions.OpenAsync(target, "sleeper");
        Assert.DoesNotContain((await ActivityReader.ReadAsync(session, TimeSpan.Zero)).Transactions, open => open.Pid == other.BackendPid);
        await using var transaction = await other.BeginAsync(CancellationToken.None);
        await other.ScalarAsync<int>("SELECT 1 /* password=secret */", CancellationToken.None);

        var open = (await ActivityReader.ReadAsync(session, TimeSpan.Zero)).Transactions.Single(open => open.Pid == other.BackendPid);
        var patient = await ActivityReader.ReadAsync(session, TimeSpan.FromHours(1));

        Assert.Equal(("idle in transaction", "sleeper", true), (open.State, open.Application!, open.Here));
        Assert.DoesNotContain(patient.Transactions, each => each.Pid == other.BackendPid);
        Assert.DoesNotContain("secret", open.Query, StringComparison.Ordinal);
    }

    [Theory]
    [ClassData(typeof(ServerMajors))]
    public async Task Invalid_indexes_and_slots_are_told(int major)
    {
        var options = new SandboxOptions { BinDirectory = (await PostgresFixture.ServerAsync(major)).BinDirectory, Settings = new Dictionary<string, string> { ["wal_level"] = "logical", ["max_wal_senders"] = "4", ["max_replication_slots"] = "4", ["max_prepared_transactions"] = "2" } };
        await using var server = await SandboxServer.StartAsync(options, TimeProvider.System, CancellationToken.None);
        await using var session = await TestSessions.OpenAsync(ConnectionTarget.Parse(server.ConnectionString));
        await session.ExecuteAsync("CREATE TABLE t (a int)", CancellationToken.None);
        await session.ExecuteAsync("INSERT INTO t VALUES (1), (1)", CancellationToken.None);
        await Assert.ThrowsAsync<SqlExecutionException>(() => session.ExecuteAsync("CREATE UNIQUE INDEX CONCURRENTLY t_a ON t (a)", CancellationToken.None));
        await session.ScalarAsync<string>("SELECT slot_name::text FROM pg_create_physical_replication_slot('standby', true)", CancellationToken.None);
        await session.ExecuteAsync("BEGIN", CancellationToken.None);
        await session.ExecuteAsync("INSERT INTO t VALUES (2)", CancellationToken.None);
        await session.ExecuteAsync("PREPARE TRANSACTION 'forgotten'", CancellationToken.None);

        var facts = await ActivityReader.ReadAsync(session, TimeSpan.Zero);

        Assert.Equal(("public", "t_a", "t", null), facts.InvalidIndexes.Select(index => (index.Schema, index.Name, index.Table, index.BuiltBy)).Single());
        Assert.Equal(("standby", "physical", false), facts.Slots.Select(slot => (slot.Name, slot.Type, slot.IsActive)).Single());
        Assert.NotNull(facts.Slots[0].RetainedBytes);
        Assert.Equal("forgotten", facts.Transactions.Single(open => open.Pid == 0).PreparedTransaction);
    }
}
