using SchemaMigrate.Tests.Fixtures;

namespace SchemaMigrate.Tests.Gates;

public class ApprovalTests
{
    [Theory]
    [ClassData(typeof(ServerMajors))]
    public async Task An_approval_says_who_when_why_and_is_given_once(int major)
    {
        using var project = await GatedAsync(major);

        var first = await project.ApproveAsync("b1", "Ada", "reviewed");
        var second = await project.ApproveAsync("b1", "Bob", "also reviewed");

        Assert.True(first is { Changed: true, Approved: true, By: "Ada", Reason: "reviewed" });
        Assert.Equal(await project.LinesAsync("SELECT session_user::text"), first.Role);
        Assert.Equal(Environment.MachineName, first.Host);
        Assert.True(second is { Changed: false, Approved: true, By: "Ada" });
        Assert.Equal(first.At, second.At);
        Assert.Equal("1", await project.LinesAsync("SELECT count(*)::text FROM schemamigrate.event WHERE kind = 'Gate'"));
    }

    [Fact]
    public async Task Approvals_given_at_once_are_one()
    {
        using var project = await GatedAsync(PostgresFixture.OldestMajor);

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => project.ApproveAsync("b1", $"p{number}")));

        Assert.Single(results, result => result.Changed);
        Assert.Single(results.Select(result => result.By).Distinct());
    }

    [Fact]
    public async Task A_revoked_approval_closes_the_gate_and_stays_on_record()
    {
        using var project = await GatedAsync(PostgresFixture.OldestMajor);
        await project.ApproveAsync("b1", "Ada");

        var revoked = await project.RevokeAsync("b1");
        var again = await project.RevokeAsync("b1");
        var run = await project.UpgradeAsync();

        Assert.True(revoked is { Changed: true, Approved: false, By: null });
        Assert.False(again.Changed);
        Assert.Equal("b1<b1:approval", GateProject.Held(run.Held));
        Assert.Equal("Ada dba second thoughts", await project.LinesAsync("SELECT concat_ws(' ', approved_by, revoked_by, revoked_reason) FROM schemamigrate.approval"));
        Assert.Equal("approved\nrevoked", await project.LinesAsync("SELECT detail->>'action' FROM schemamigrate.event WHERE kind = 'Gate' ORDER BY id"));
    }

    [Fact]
    public async Task An_approval_survives_the_way_back_and_forth()
    {
        using var project = await GatedAsync(PostgresFixture.OldestMajor);
        await project.ApproveAsync("b1");
        await project.UpgradeAsync();
        await project.DowngradeAsync("a1");

        Assert.Equal(["b1"], (await project.UpgradeAsync()).ToHeads);
    }

    [Fact]
    public async Task An_approval_is_for_what_was_approved_and_not_for_what_the_file_says_later()
    {
        using var project = await GatedAsync(PostgresFixture.OldestMajor);
        await project.ApproveAsync("b1", "Ada");
        project.Add("b1", "a1", gate: "approval", upgrade: "DROP TABLE t_a1;");

        var closed = await project.UpgradeAsync();
        var renewed = await project.ApproveAsync("b1", "Bob");
        var open = await project.UpgradeAsync();

        Assert.Contains("its file was changed after Ada approved it", closed.Held[0].Reason, StringComparison.Ordinal);
        Assert.True(renewed is { Changed: true, By: "Bob" });
        Assert.Equal(["b1"], open.ToHeads);
    }

    [Fact]
    public async Task Formatting_may_change_after_an_approval()
    {
        using var project = await GatedAsync(PostgresFixture.OldestMajor);
        await project.ApproveAsync("b1");
        project.Add("b1", "a1", gate: "approval", upgrade: "-- a remark\nCREATE   TABLE t_b1\n(id int);");

        var kept = await project.ApproveAsync("b1", "Bob");

        Assert.True(kept is { Changed: false, By: "dba" });
        Assert.Equal(["b1"], (await project.UpgradeAsync()).ToHeads);
    }

    [Fact]
    public async Task An_approval_can_come_before_the_first_run()
    {
        using var project = await GateProject.CreateAsync(PostgresFixture.OldestMajor);
        project.Add("a1", gate: "approval");

        await project.ApproveAsync("a1");

        Assert.Equal(["a1"], (await project.UpgradeAsync()).ToHeads);
    }

    [Fact]
    public async Task An_approval_does_not_wait_for_a_run_that_is_at_work()
    {
        using var project = await GatedAsync(PostgresFixture.OldestMajor);
        await using var locked = await SchemaMigrate.Execution.LockedSession.OpenAsync(
            project.Target, new SchemaMigrate.Execution.RunOptions(), "other run", TimeProvider.System, _ => { }, CancellationToken.None);

        Assert.True((await project.ApproveAsync("b1").WaitAsync(TimeSpan.FromSeconds(20))).Changed);
    }

    private static async Task<GateProject> GatedAsync(int major)
    {
        var project = await GateProject.CreateAsync(major);
        project.Add("a1");
        project.Add("b1", "a1", gate: "approval");
        await project.UpgradeAsync();
        return project;
    }
}
