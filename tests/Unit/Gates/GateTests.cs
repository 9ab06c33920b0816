using SchemaMigrate.Tests.Fixtures;

namespace SchemaMigrate.Tests.Gates;

/// <summary>Each kind of gate on a real server: closed, then open.</summary>
public class GateTests
{
    [Theory]
    [ClassData(typeof(ServerMajors))]
    public async Task An_approval_opens_its_gate(int major)
    {
        using var project = await GateProject.CreateAsync(major);
        project.Add("a1");
        project.Add("b1", "a1", gate: "approval");

        var closed = await project.UpgradeAsync();
        await project.ApproveAsync("b1");
        var open = await project.UpgradeAsync();

        Assert.Equal(["a1"], closed.ToHeads);
        Assert.Equal("b1<b1:approval", GateProject.Held(closed.Held));
        Assert.Equal("nobody has approved it", closed.Held[0].Reason);
        Assert.Equal(["b1"], open.ToHeads);
        Assert.Empty(open.Held);
    }

    [Theory]
    [ClassData(typeof(ServerMajors))]
    public async Task A_soak_gate_opens_by_the_servers_clock_from_the_latest_parent_on(int major)
    {
        using var project = await GateProject.CreateAsync(major);
        project.Add("a1");
        project.Add("b1");
        project.Add("c1", "a1, b1", gate: "soak(1h)");
        var first = await project.UpgradeAsync();
        await project.ExecuteAsync("UPDATE schemamigrate.revision SET applied_at = clock_timestamp() - interval '2 hours' WHERE id = 'a1'");

        var stillClosed = await project.UpgradeAsync();
        await project.ExecuteAsync("UPDATE schemamigrate.revision SET applied_at = clock_timestamp() - interval '3601 seconds' WHERE id = 'b1'");
        var open = await project.UpgradeAsync();

        Assert.Contains("is not applied yet", first.Held[0].Reason, StringComparison.Ordinal);
        Assert.Contains("its parent b1 has been applied for", stillClosed.Held[0].Reason, StringComparison.Ordinal);
        Assert.False(stillClosed.Changed);
        Assert.Equal(["c1"], open.ToHeads);
    }

    [Theory]
    [ClassData(typeof(ServerMajors))]
    public async Task A_backfill_gate_opens_with_a_receipt_that_proves_every_row(int major)
    {
        using var project = await GateProject.CreateAsync(major);
        project.Add("a1");
        project.Add("b1", "a1", gate: "backfill(users.full_name)");
        var never = await project.UpgradeAsync();

        await ReceiptAsync(project, quarantined: 3);
        var partial = await project.UpgradeAsync();
        await ReceiptAsync(project, quarantined: 0);
        var open = await project.UpgradeAsync();

        Assert.Contains("was never started", never.Held[0].Reason, StringComparison.Ordinal);
        Assert.Contains("without doing every row", partial.Held[0].Reason, StringComparison.Ordinal);
        Assert.Contains("3 set aside", partial.Held[0].Verdicts[0].Evidence[0], StringComparison.Ordinal);
        Assert.Equal(["b1"], open.ToHeads);
    }

    [Fact]
    public async Task A_receipt_from_before_an_ancestor_was_undone_proves_nothing()
    {
        using var project = await GateProject.CreateAsync(PostgresFixture.OldestMajor);
        project.Add("a1");
        project.Add("b1", "a1", gate: "backfill(users.full_name)");
        await project.UpgradeAsync();
        await ReceiptAsync(project, quarantined: 0);
        await project.DowngradeAsync("base");

        var again = await project.UpgradeAsync();

        Assert.Equal("b1<b1:backfill(users.full_name)", GateProject.Held(again.Held));
        Assert.Contains("a1 below it was undone after", again.Held[0].Reason, StringComparison.Ordinal);
    }

    [Theory]
    [ClassData(typeof(ServerMajors))]
    public async Task An_unused_gate_opens_when_the_last_user_of_the_column_is_gone(int major)
    {
        using var project = await GateProject.CreateAsync(major);
        project.Add("a1", upgrade: "CREATE TABLE users (id int, name text); CREATE VIEW names AS SELECT name FROM users;", downgrade: "DROP TABLE users CASCADE;");
        project.Add("b1", "a1", "contract", "unused(users.name)", "ALTER TABLE users DROP COLUMN name;");
        await project.UpgradeAsync();

        var closed = await project.UpgradeAsync();
        await project.ExecuteAsync("DROP VIEW names");
        var open = await project.UpgradeAsync();

        Assert.Equal("users.name is used by view public.names", closed.Held[0].Reason);
        Assert.Equal(["b1"], open.ToHeads);
    }

    [Fact]
    public async Task Every_gate_of_a_revision_must_be_open()
    {
        using var project = await GateProject.CreateAsync(PostgresFixture.OldestMajor);
        project.Add("a1");
        project.Add("b1", "a1", gate: "approval, soak(1h)");
        await project.UpgradeAsync();
        await project.ApproveAsync("b1");

        var half = await project.UpgradeAsync();

        Assert.Equal("b1<b1:soak(1h)", GateProject.Held(half.Held));
        Assert.Equal("True,False", string.Join(',', half.Held[0].Verdicts.Select(verdict => verdict.Open)));
    }

    [Fact]
    public async Task The_journal_keeps_through_which_gates_a_run_went_and_why()
    {
        using var project = await GateProject.CreateAsync(PostgresFixture.OldestMajor);
        project.Add("a1");
        project.Add("b1", "a1", gate: "approval");
        project.Add("c1", "a1", gate: "soak(7d)");
        await project.UpgradeAsync();
        await project.ApproveAsync("b1", "Ada", "reviewed with the team");

        await project.UpgradeAsync(ignore: "c1");

        Assert.Equal(
            "approved b1 \nopen b1 approval\nignored c1 soak(7d)",
            await project.LinesAsync("SELECT concat_ws(' ', detail->>'action', revision, coalesce(detail->>'gate', '')) FROM schemamigrate.event WHERE kind = 'Gate' ORDER BY id"));
        Assert.Contains(
            "approved by Ada",
            await project.LinesAsync("SELECT detail::text FROM schemamigrate.event WHERE kind = 'Gate' AND detail->>'action' = 'open'"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_revision_that_was_begun_is_not_asked_for_its_gate_again()
    {
        using var project = await GateProject.CreateAsync(PostgresFixture.OldestMajor);
        project.Add("a1");
        project.Add("b1", "a1", gate: "approval", upgrade: "CREATE TABLE x (id int); \nCREATE INDEX CONCURRENTLY x_ix ON x (id); \nSELECT 1 / (SELECT count(*) FROM t_a1);", downgrade: "DROP TABLE x;");
        await project.UpgradeAsync();
        await project.ApproveAsync("b1");
        await Assert.ThrowsAsync<SchemaMigrate.Execution.StepFailedException>(() => project.UpgradeAsync());
        await project.RevokeAsync("b1");
        await project.ExecuteAsync("INSERT INTO t_a1 VALUES (1)");

        var result = await project.UpgradeAsync();

        Assert.Equal(["b1"], result.ToHeads);
    }

    private static Task ReceiptAsync(GateProject project, int quarantined) => project.ExecuteAsync($"""
        INSERT INTO schemamigrate.backfill_receipt
            (name, run, relation_name, definition_hash, proof, rows, batches, passes, quarantined, skipped, remaining, detached, started_at, host, tool_version)
        VALUES ('users.full_name', gen_random_uuid(), 'public.users', 'x', 'Predicate', 10, 1, 1, {quarantined}, 0, {quarantined}, 0, now(), 'h', '1')
        """);
}
