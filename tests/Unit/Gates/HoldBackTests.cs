using SchemaMigrate.Planning;
using SchemaMigrate.Revisions;
using SchemaMigrate.Tests.Fixtures;

namespace SchemaMigrate.Tests.Gates;

/// <summary>What a closed gate holds back, and what it does not.</summary>
public class HoldBackTests
{
    [Theory]
    [ClassData(typeof(ServerMajors))]
    public async Task A_trailing_contract_that_waits_holds_back_its_descendants_and_no_feature(int major)
    {
        using var project = await GateProject.CreateAsync(major);
        Rename(project, "approval");
        project.Add("d1", "c1", "contract");
        project.Add("f1", "a1");
        project.Add("f2", "f1");

        var result = await project.UpgradeAsync();
        var status = await project.StatusAsync();

        Assert.Equal("r1 a1 b1 f1 f2", await project.AppliedAsync());
        Assert.Equal("c1<c1:approval d1<c1:approval", GateProject.Held(result.Held));
        Assert.Equal("it stands on c1 (message of c1), which waits: nobody has approved it", result.Held[1].Reason);
        Assert.Equal("c1<c1:approval d1<c1:approval", GateProject.Held(status.Held));
        Assert.Equal(["c1", "d1"], status.Pending);
        Assert.True(status.UpToDate);
    }

    [Fact]
    public async Task What_is_required_holds_back_as_a_parent_does()
    {
        using var project = await GateProject.CreateAsync(PostgresFixture.OldestMajor);
        project.Add("a1");
        project.Add("b1", "a1", gate: "approval");
        project.Add("c1", "a1", requires: "b1");

        var result = await project.UpgradeAsync();

        Assert.Equal("b1<b1:approval c1<b1:approval", GateProject.Held(result.Held));
        Assert.Equal("a1", await project.AppliedAsync());
    }

    [Theory]
    [InlineData("c1")]
    [InlineData("d1")]
    [InlineData("a1+2")]
    public async Task A_target_that_names_what_is_held_back_is_an_error_before_anything_is_done(string target)
    {
        using var project = await GateProject.CreateAsync(PostgresFixture.OldestMajor);
        Rename(project, "approval, soak(1h)");
        project.Add("d1", "c1", "contract");

        var error = await Assert.ThrowsAsync<GateClosedException>(() => project.UpgradeAsync(target.Replace("a1+2", "b1+1", StringComparison.Ordinal)));

        Assert.Equal("GateClosed", error.ErrorId);
        Assert.Contains("nobody has approved it", error.Message, StringComparison.Ordinal);
        Assert.Contains("its parent b1 is not applied yet", error.Message, StringComparison.Ordinal);
        Assert.Contains("c1", error.Held.Select(hold => hold.RevisionId));
        Assert.Equal("f", await project.LinesAsync("SELECT (to_regclass('schemamigrate.revision') IS NOT NULL)::text::char(1)"));
    }

    [Fact]
    public async Task A_named_target_that_no_gate_is_in_the_way_of_runs()
    {
        using var project = await GateProject.CreateAsync(PostgresFixture.OldestMajor);
        Rename(project, "approval");

        var result = await project.UpgradeAsync("b1");

        Assert.Equal("r1 a1 b1", await project.AppliedAsync());
        Assert.Empty(result.Held);
    }

    [Fact]
    public async Task Everything_required_is_an_error_while_a_gate_is_closed()
    {
        using var project = await GateProject.CreateAsync(PostgresFixture.OldestMajor);
        Rename(project, "approval");

        var error = await Assert.ThrowsAsync<GateClosedException>(() => project.UpgradeAsync(requireAll: true));
        var phase = await project.UpgradeAsync(phase: RevisionPhase.Migrate, requireAll: true);
        await project.ApproveAsync("c1");
        var open = await project.UpgradeAsync(requireAll: true);

        Assert.Equal("c1<c1:approval", GateProject.Held(error.Held));
        Assert.Equal("c1<c1:phase", GateProject.Held(phase.Held));
        Assert.True(open.Changed);
    }

    [Theory]
    [InlineData(RevisionPhase.Expand, "r1 a1 f1", "b1<b1:phase c1<c1:phase m1<b1:phase")]
    [InlineData(RevisionPhase.Migrate, "r1 a1 b1 f1 m1", "c1<c1:phase")]
    [InlineData(RevisionPhase.Contract, "r1 a1 b1 c1 f1 m1", "")]
    [InlineData(RevisionPhase.Unspecified, "r1 a1 b1 c1 f1 m1", "")]
    public async Task A_phase_runs_what_can_be_reached_without_a_later_one(RevisionPhase phase, string applied, string held)
    {
        using var project = await GateProject.CreateAsync(PostgresFixture.NewestMajor);
        Rename(project, "");
        project.Add("f1", "a1");
        project.Add("m1", "f1, b1");

        var result = await project.UpgradeAsync(phase: phase);

        Assert.Equal(applied, string.Join(' ', (await project.AppliedAsync()).Split(' ').OrderBy(id => "r1 a1 b1 c1 f1 m1".IndexOf(id, StringComparison.Ordinal))));
        Assert.Equal(held, GateProject.Held(result.Held));
    }

    [Fact]
    public async Task The_phases_follow_one_another_and_gates_count_in_the_last()
    {
        using var project = await GateProject.CreateAsync(PostgresFixture.OldestMajor);
        Rename(project, "approval");
        project.Add("f1", "a1");

        await project.UpgradeAsync(phase: RevisionPhase.Expand);
        var expanded = await project.AppliedAsync();
        await project.UpgradeAsync(phase: RevisionPhase.Migrate);
        var migrated = await project.AppliedAsync();
        var contract = await project.UpgradeAsync(phase: RevisionPhase.Contract);

        Assert.Equal("r1 a1 f1", expanded);
        Assert.Equal("r1 a1 f1 b1", migrated);
        Assert.False(contract.Changed);
        Assert.Equal("c1<c1:approval", GateProject.Held(contract.Held));
    }

    [Fact]
    public async Task A_phase_does_not_ask_the_gates_that_it_leaves_out()
    {
        using var project = await GateProject.CreateAsync(PostgresFixture.OldestMajor);
        Rename(project, "approval");

        var plan = await project.PlanAsync(phase: RevisionPhase.Migrate);
        var error = await Assert.ThrowsAsync<GateClosedException>(() => project.PlanAsync("c1", RevisionPhase.Expand));

        Assert.Empty(plan.Gates);
        Assert.Contains("this run ends with expand", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_downgrade_asks_no_gate()
    {
        using var project = await GateProject.CreateAsync(PostgresFixture.OldestMajor);
        project.Add("a1");
        project.Add("b1", "a1", gate: "approval");
        await project.UpgradeAsync(ignore: "*");

        await project.DowngradeAsync("a1");

        Assert.Equal("a1", await project.AppliedAsync());
    }

    // A recipe as it lies in the graph: the feature after it hangs on the expand revision, not on the trailing ones.
    private static void Rename(GateProject project, string gate)
    {
        project.Add("r1");
        project.Add("a1", "r1", "expand");
        project.Add("b1", "a1", "migrate");
        project.Add("c1", "b1", "contract", gate);
    }
}
