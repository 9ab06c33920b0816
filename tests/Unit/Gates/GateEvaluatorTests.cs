using SchemaMigrate.Planning;
using SchemaMigrate.Revisions;

namespace SchemaMigrate.Tests.Gates;

/// <summary>Verdicts from facts alone.</summary>
public class GateEvaluatorTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("approval")]
    [InlineData("soak(1s)")]
    [InlineData("backfill(x)")]
    [InlineData("unused(a.b)")]
    public void What_is_not_known_closes_a_gate(string gate)
    {
        var verdict = Judge(gate, GateFacts.None);

        Assert.False(verdict.Open);
        Assert.NotEmpty(verdict.Reason);
        Assert.Equal(gate, verdict.Gate);
    }

    [Theory]
    [InlineData(3599, false)]
    [InlineData(3600, true)]
    [InlineData(-5, false)]
    public void A_soak_gate_opens_on_the_second(int seconds, bool open)
    {
        var facts = GateFacts.None with { ReadAt = Now, AppliedAt = new Dictionary<string, DateTimeOffset> { ["p1"] = Now.AddSeconds(-seconds), ["p2"] = Now.AddDays(-9) } };

        Assert.Equal(open, Judge("soak(1h)", facts, "p1", "p2").Open);
    }

    [Fact]
    public void A_closed_soak_gate_says_when_it_opens()
    {
        var facts = GateFacts.None with { ReadAt = Now, AppliedAt = new Dictionary<string, DateTimeOffset> { ["p1"] = Now.AddHours(-3) } };

        Assert.Equal(
            "its parent p1 has been applied for 3h of 1d; it opens at 2026-03-02 09:00:00Z", Judge("soak(24h)", facts, "p1").Reason);
    }

    [Fact]
    public void A_soak_gate_waits_for_every_parent() =>
        Assert.Contains(
            "p2 is not applied",
            Judge("soak(1h)", GateFacts.None with { ReadAt = Now, AppliedAt = new Dictionary<string, DateTimeOffset> { ["p1"] = Now.AddDays(-9) } }, "p1", "p2").Reason,
            StringComparison.Ordinal);

    [Fact]
    public void A_soak_gate_without_parents_has_nothing_to_wait_for() => Assert.True(Judge("soak(1h)", GateFacts.None, []).Open);

    [Theory]
    [InlineData("Completed", true)]
    [InlineData(null, true)]
    [InlineData("Running", false)]
    [InlineData("Failed", false)]
    public void A_backfill_that_was_started_again_is_not_proven(string? state, bool open) =>
        Assert.Equal(open, Judge("backfill(x)", Proven(backfill => backfill with { State = state })).Open);

    [Theory]
    [InlineData(1, 0, 0, 0)]
    [InlineData(0, 1, 0, 0)]
    [InlineData(0, 0, 1, 0)]
    [InlineData(0, 0, 0, 1)]
    public void A_backfill_that_left_rows_out_is_not_proven(long remaining, long quarantined, long skipped, long detached) =>
        Assert.False(Judge("backfill(x)", Proven(backfill => backfill with { Remaining = remaining, Quarantined = quarantined, Skipped = skipped, Detached = detached })).Open);

    [Theory]
    [InlineData(-1, true)]
    [InlineData(1, false)]
    public void A_receipt_holds_until_something_below_it_is_undone(int hours, bool open)
    {
        var facts = Proven(backfill => backfill) with { UndoneAt = new Dictionary<string, DateTimeOffset> { ["p1"] = Now.AddHours(hours) } };

        Assert.Equal(open, Judge("backfill(x)", facts, "p1").Open);
    }

    [Theory]
    [InlineData("approval", true)]
    [InlineData("APPROVAL", true)]
    [InlineData("r", true)]
    [InlineData("*", true)]
    [InlineData("soak", false)]
    [InlineData("other", false)]
    public void Gates_are_ignored_by_name_only(string name, bool ignored)
    {
        var gates = GateEvaluator.Evaluate(Revision("approval"), GateFacts.None, IgnoredGates.Of([name]));

        Assert.Equal(ignored, gates.Passable);
        Assert.False(gates.Verdicts[0].Open);
    }

    private static GateFacts Proven(Func<GateBackfill, GateBackfill> change) => GateFacts.None with
    {
        ReadAt = Now,
        Backfills = new Dictionary<string, GateBackfill> { ["x"] = change(new GateBackfill("x") { State = "Completed", Table = "t", Proof = "Predicate", ProvenAt = Now }) },
    };

    private static GateVerdict Judge(string gate, GateFacts facts) => Judge(gate, facts, "p1");

    private static GateVerdict Judge(string gate, GateFacts facts, params string[] parents) =>
        GateEvaluator.Evaluate(Revision(gate, parents), Gate.Parse(gate), facts);

    private static GatedRevision Revision(string gate, params string[] parents) => new("r", parents, parents, "sha256:x", [Gate.Parse(gate)]);
}
