using Npgsql;
using SchemaMigrate.Connections;
using SchemaMigrate.Execution;
using SchemaMigrate.Revisions;
using SchemaMigrate.Tests.Connections;
using SchemaMigrate.Tests.Fixtures;

namespace SchemaMigrate.Tests.Execution;

public class NoOpUpgradeTests
{
    [Fact]
    public async Task A_no_op_upgrade_takes_one_connection_and_at_most_five_round_trips()
    {
        // Over TCP on both sides: a client on TCP that the server sees on a socket looks like a pooler, and would be probed.
        using var project = TestProject.On(await TcpServer.NewDatabaseAsync());
        project.Add("CREATE TABLE a (id int);", "DROP TABLE a;");
        project.Add("CREATE INDEX CONCURRENTLY a_ix ON a (id);", "DROP INDEX CONCURRENTLY a_ix;");
        await project.UpgradeAsync();
        await using var relay = new WireRelay(project.ConnectionString);
        var plain = new NpgsqlSlimDataSourceBuilder(new NpgsqlConnectionStringBuilder(relay.ConnectionString) { Pooling = false }.ConnectionString);
        plain.ConfigureTypeLoading(types => types.EnableTypeLoading(false));
        await using (var source = plain.Build())
        await using (await source.OpenConnectionAsync())
        {
        }

        // What a password costs is the server's choice; a closing connection says a last word.
        var loginAndFarewell = relay.RoundTrips;
        relay.Reset();
        var planner = await project.PlannerAsync();
        var migrator = new Migrator(ConnectionTarget.Parse(relay.ConnectionString), new RunOptions(), TimeProvider.System, _ => { });

        var result = await migrator.RunAsync((state, token) => planner.UpgradeAsync(state, TargetSelector.Heads, token), "upgrade");

        Assert.False(result.Changed);
        Assert.Equal(1, relay.Connections);
        Assert.InRange(relay.RoundTrips - loginAndFarewell, 1, 5);
    }

    [Fact]
    public async Task A_no_op_upgrade_never_loads_the_parser()
    {
        using var project = await TestProject.CreateAsync();
        project.Add("CREATE TABLE a (id int);", "DROP TABLE a;");
        await project.UpgradeAsync();

        using var child = await ChildRun.StartAsync("no-op", ("SM_TEST_FOLDER", project.Folder), ("SM_TEST_CONNECTION", project.ConnectionString));

        Assert.Equal("changed False, parser loaded False", child.Answer);
        await child.FinishAsync();
    }
}
