using SchemaMigrate.Execution;
using SchemaMigrate.Execution.Offline;
using SchemaMigrate.Planning;
using SchemaMigrate.Revisions;
using SchemaMigrate.Tests.Fixtures;

namespace SchemaMigrate.Tests.Gates;

/// <summary>Scripts cannot judge gates: somebody answers for each.</summary>
public class OfflineGateTests
{
    [Fact]
    public async Task A_range_with_gates_is_refused_until_each_is_named()
    {
        using var project = await GatedAsync();
        var planner = await project.PlannerAsync();
        var range = TargetRange.Parse("base:heads");

        var none = await Assert.ThrowsAsync<GateClosedException>(() => planner.RangeAsync(range, 15));
        var one = await Assert.ThrowsAsync<GateClosedException>(() => planner.RangeAsync(range, 15, IgnoredGates.Of(["approval"])));
        var plan = await planner.RangeAsync(range, 15, IgnoredGates.Of(["approval", "soak(1h)"]));

        Assert.Equal("b1<b1:approval c1<c1:soak(1h)", GateProject.Held(none.Held));
        Assert.Equal("c1<c1:soak(1h)", GateProject.Held(one.Held));
        Assert.Equal(3, plan.Revisions.Count);
    }

    [Fact]
    public async Task A_range_without_gates_and_the_way_back_need_no_word()
    {
        using var project = await GatedAsync();
        var planner = await project.PlannerAsync();

        Assert.Single((await planner.RangeAsync(TargetRange.Parse("base:a1"), 15)).Revisions);
        Assert.Equal(2, (await planner.RangeAsync(TargetRange.Parse("b1:base"), 15)).Revisions.Count);
    }

    [Fact]
    public async Task The_script_records_which_gates_were_ignored()
    {
        using var project = await GatedAsync();
        var plan = await (await project.PlannerAsync()).RangeAsync(TargetRange.Parse("base:heads"), 15, IgnoredGates.All);
        var script = OfflineScript.Write(plan, true, new RunOptions());

        await project.ExecuteAsync([.. SchemaMigrate.Sql.SqlScript.Parse(
            string.Join('\n', script.Split('\n').Where(line => !line.StartsWith('\\')))).Statements.Select(statement => statement.Text)]);

        Assert.Contains("-- b1: the gate approval is ignored: whoever runs this answers for it.", script, StringComparison.Ordinal);
        Assert.Equal(
            "b1 ignored approval\nc1 ignored soak(1h)",
            await project.LinesAsync("SELECT concat_ws(' ', revision, detail->>'action', detail->>'gate') FROM schemamigrate.event WHERE kind = 'Gate' ORDER BY id"));
        Assert.Equal("a1 b1 c1", await project.AppliedAsync());
    }

    [Fact]
    public async Task A_script_of_a_plan_says_which_gates_were_open_then()
    {
        using var project = await GatedAsync();
        await project.UpgradeAsync();
        await project.ApproveAsync("b1");

        var script = OfflineScript.Write(await project.PlanAsync(), false, new RunOptions());

        Assert.Contains("-- b1: the gate approval was open when this was written.", script, StringComparison.Ordinal);
        Assert.DoesNotContain("-- c1", script, StringComparison.Ordinal);
    }

    private static async Task<GateProject> GatedAsync()
    {
        var project = await GateProject.CreateAsync(PostgresFixture.OldestMajor);
        project.Add("a1");
        project.Add("b1", "a1", gate: "approval");
        project.Add("c1", "b1", gate: "soak(1h)");
        return project;
    }
}
