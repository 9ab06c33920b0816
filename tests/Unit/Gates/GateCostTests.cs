using Npgsql;
using SchemaMigrate.Connections;
using SchemaMigrate.Execution;
using SchemaMigrate.Tests.Connections;

namespace SchemaMigrate.Tests.Gates;

public class GateCostTests
{
    [Fact]
    public async Task Gates_that_were_passed_cost_a_later_upgrade_nothing_and_pending_ones_one_round_trip()
    {
        using var project = GateProject.On(await TcpServer.NewDatabaseAsync());
        project.Add("a1");
        project.Add("b1", "a1", gate: "approval, soak(1h)");
        await project.UpgradeAsync();
        var held = await RoundTripsAsync(project);
        await project.UpgradeAsync(ignore: "*");

        var passed = await RoundTripsAsync(project);

        Assert.InRange(passed, 1, 5);
        Assert.Equal(passed + 1, held);
    }

    private static async Task<int> RoundTripsAsync(GateProject project)
    {
        await using var relay = new WireRelay(project.ConnectionString);
        var plain = new NpgsqlSlimDataSourceBuilder(new NpgsqlConnectionStringBuilder(relay.ConnectionString) { Pooling = false }.ConnectionString);
        plain.ConfigureTypeLoading(types => types.EnableTypeLoading(false));
        await using (var source = plain.Build())
        await using (await source.OpenConnectionAsync())
        {
        }

        // What a password costs is the server's choice.
        var login = relay.RoundTrips;
        relay.Reset();
        var planner = await project.PlannerAsync();
        var result = await new Migrator(ConnectionTarget.Parse(relay.ConnectionString), new RunOptions(), TimeProvider.System, _ => { })
            .RunAsync(planner.Upgrade(GateProject.Request()), "upgrade");
        Assert.False(result.Changed);
        return relay.RoundTrips - login;
    }
}
