using SchemaMigrate.Errors;
using SchemaMigrate.Planning;
using SchemaMigrate.Tests.Fixtures;

namespace SchemaMigrate.Tests.Gates;

/// <summary>A plan that was made while gates were open or closed, and is run later.</summary>
public class SavedPlanTests
{
    [Fact]
    public async Task A_plan_that_left_a_gate_closed_is_refused_once_the_gate_is_open()
    {
        using var project = await GatedAsync();
        project.Add("f1", "a1");
        var plan = PlanFile.Read(PlanFile.Write(await project.PlanAsync()));
        await project.ApproveAsync("b1");

        var error = await Assert.ThrowsAsync<MigrationException>(() => project.RunAsync(plan));

        Assert.Equal("PlanChanged", error.ErrorId);
        Assert.Contains("the gate approval of revision b1 was closed and is open now", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_that_found_a_gate_open_is_refused_once_it_is_closed()
    {
        using var project = await GatedAsync();
        await project.ApproveAsync("b1");
        var plan = PlanFile.Read(PlanFile.Write(await project.PlanAsync()));
        await project.RevokeAsync("b1");

        var error = await Assert.ThrowsAsync<MigrationException>(() => project.RunAsync(plan));

        Assert.Equal("PlanChanged", error.ErrorId);
        Assert.Contains("was open and is closed now: nobody has approved it", error.Message, StringComparison.Ordinal);
        Assert.Equal("a1", await project.AppliedAsync());
    }

    [Fact]
    public async Task A_plan_runs_while_its_gates_say_the_same_and_lists_what_waits()
    {
        using var project = await GatedAsync();
        project.Add("f1", "a1");
        var plan = PlanFile.Read(PlanFile.Write(await project.PlanAsync()));

        var result = await project.RunAsync(plan);

        Assert.Equal("a1 f1", await project.AppliedAsync());
        Assert.Equal("b1<b1:approval", GateProject.Held(result.Held));
    }

    [Fact]
    public async Task A_plan_runs_without_a_project_and_still_asks_its_gates()
    {
        using var project = await GatedAsync();
        await project.ApproveAsync("b1");
        var plan = PlanFile.Read(PlanFile.Write(await project.PlanAsync()));

        var result = await project.Migrator().RunAsync(SavedPlan.Exactly(plan, null), "upgrade");

        Assert.Equal(["b1"], result.ToHeads);
    }

    [Fact]
    public async Task A_plan_that_ignores_a_gate_says_so_and_is_another_plan()
    {
        using var project = await GatedAsync();
        var ignoring = await project.PlanAsync("b1", ignore: "approval");
        await project.ApproveAsync("b1");
        var approved = await project.PlanAsync("b1");

        var result = await project.RunAsync(PlanFile.Read(PlanFile.Write(ignoring)));

        Assert.NotEqual(ignoring.Hash, approved.Hash);
        Assert.True(ignoring.Gates[0].Verdicts[0].Ignored);
        Assert.Equal(["b1"], result.ToHeads);
    }

    [Fact]
    public async Task An_empty_plan_whose_gate_has_opened_is_refused()
    {
        using var project = await GatedAsync();
        var plan = await project.PlanAsync();
        await project.ApproveAsync("b1");

        Assert.True(plan.IsEmpty);
        Assert.Equal("PlanChanged", (await Assert.ThrowsAsync<MigrationException>(() => project.RunAsync(plan))).ErrorId);
    }

    private static async Task<GateProject> GatedAsync()
    {
        var project = await GateProject.CreateAsync(PostgresFixture.OldestMajor);
        project.Add("a1");
        project.Add("b1", "a1", gate: "approval");
        await project.UpgradeAsync();
        return project;
    }
}
