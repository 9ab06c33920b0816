using System.Globalization;
using SchemaMigrate.Revisions;

namespace SchemaMigrate.Planning;

/// <summary>Judges gates. Pure: what it says depends on the facts alone, and what is not known closes a gate.</summary>
public static class GateEvaluator
{
    /// <summary>Judges all gates of a revision.</summary>
    /// <param name="revision">The revision.</param>
    /// <param name="facts">What was read.</param>
    /// <param name="ignored">Gates that shall not hold anything back.</param>
    public static RevisionGates Evaluate(GatedRevision revision, GateFacts facts, IgnoredGates ignored)
    {
        ArgumentNullException.ThrowIfNull(revision);
        ArgumentNullException.ThrowIfNull(ignored);
        return new RevisionGates(revision.Id, revision.Parents, revision.RawChecksum, [.. revision.Gates.Select(gate =>
            Evaluate(revision, gate, facts) with { Ignored = ignored.Cover(revision.Id, gate) })]);
    }

    /// <summary>Judges one gate.</summary>
    /// <param name="revision">The revision that has it.</param>
    /// <param name="gate">The gate.</param>
    /// <param name="facts">What was read.</param>
    public static GateVerdict Evaluate(GatedRevision revision, Gate gate, GateFacts facts)
    {
        ArgumentNullException.ThrowIfNull(revision);
        ArgumentNullException.ThrowIfNull(gate);
        ArgumentNullException.ThrowIfNull(facts);
        var (open, reason, evidence) = gate switch
        {
            ApprovalGate => Approval(revision, facts),
            SoakGate soak => Soak(revision, soak, facts),
            BackfillGate backfill => Backfill(revision, backfill, facts),
            UnusedGate unused => Unused(unused, facts),
            _ => (false, $"nobody knows how to judge '{gate}'", []),
        };
        return new GateVerdict(revision.Id, gate.ToString(), open, reason, evidence);
    }

    private static (bool Open, string Reason, IReadOnlyList<string> Evidence) Approval(GatedRevision revision, GateFacts facts)
    {
        if (!facts.Approvals.TryGetValue(revision.Id, out var approval))
        {
            return (false, "nobody has approved it", []);
        }

        IReadOnlyList<string> evidence =
            [$"approved by {approval.By} at {At(approval.At)} as {approval.Role} ({approval.OsUser}@{approval.Host}): {approval.Reason}"];
        return approval.RawChecksum == revision.RawChecksum || approval.SemanticChecksum == revision.SemanticChecksum
            ? (true, $"{approval.By} approved it", evidence)
            : (false, $"its file was changed after {approval.By} approved it", evidence);
    }

    private static (bool Open, string Reason, IReadOnlyList<string> Evidence) Soak(GatedRevision revision, SoakGate gate, GateFacts facts)
    {
        if (revision.Parents.Count == 0)
        {
            return (true, "it has no parents to wait for", []);
        }

        if (revision.Parents.FirstOrDefault(parent => !facts.AppliedAt.ContainsKey(parent)) is { } pending)
        {
            return (false, $"its parent {pending} is not applied yet", []);
        }

        if (facts.ReadAt is not { } now)
        {
            return (false, "the server's clock was not read", []);
        }

        var latest = revision.Parents.MaxBy(parent => facts.AppliedAt[parent])!;
        var since = facts.AppliedAt[latest];
        var opens = since + gate.Time;
        IReadOnlyList<string> evidence = [$"{latest} was applied at {At(since)}; the server's clock says {At(now)}"];
        return now >= opens
            ? (true, $"its parents have been applied for {Duration.Format(Whole(now - since))}", evidence)
            : (false, $"its parent {latest} has been applied for {Duration.Format(Whole(now - since))} of {Duration.Format(gate.Time)}; it opens at {At(opens)}", evidence);
    }

    private static (bool Open, string Reason, IReadOnlyList<string> Evidence) Backfill(GatedRevision revision, BackfillGate gate, GateFacts facts)
    {
        if (!facts.Backfills.TryGetValue(gate.Name, out var backfill))
        {
            return (false, $"the backfill {gate.Name} was never started", []);
        }

        if (backfill.ProvenAt is not { } proven)
        {
            return (false, $"the backfill {gate.Name} is not finished; it is {backfill.State}", []);
        }

        IReadOnlyList<string> evidence = [string.Create(
            CultureInfo.InvariantCulture,
            $"receipt of {At(proven)} for {backfill.Table}: {backfill.Rows} rows changed, {backfill.Remaining} remain, {backfill.Quarantined} set aside, {backfill.Skipped} passed over, {backfill.Detached} ranges detached; proven by {backfill.Proof}")];
        if (backfill.State is not (null or "Completed"))
        {
            return (false, $"the backfill {gate.Name} was started again and is {backfill.State}", evidence);
        }

        var undone = revision.Ancestors.FirstOrDefault(ancestor => facts.UndoneAt.TryGetValue(ancestor, out var at) && at > proven);
        if (undone is not null)
        {
            return (false, $"the revision {undone} below it was undone after the backfill {gate.Name} was proven", [.. evidence, $"{undone} was undone at {At(facts.UndoneAt[undone])}"]);
        }

        return backfill.Remaining + backfill.Quarantined + backfill.Skipped + backfill.Detached == 0
            ? (true, $"the backfill {gate.Name} is finished and proven", evidence)
            : (false, $"the backfill {gate.Name} ended without doing every row", evidence);
    }

    private static (bool Open, string Reason, IReadOnlyList<string> Evidence) Unused(UnusedGate gate, GateFacts facts)
    {
        var column = $"{gate.Table.Display}.{gate.Column.Name}";
        if (!facts.Columns.TryGetValue(gate, out var usage))
        {
            return (false, $"nobody looked whether {column} is used", []);
        }

        if (!usage.Exists)
        {
            return (false, $"there is no column {column}", usage.Remarks);
        }

        return usage.Uses.Count == 0
            ? (true, $"nothing is known to use {column}", usage.Remarks)
            : (false, $"{column} is used by {usage.Uses[0]}" + (usage.Uses.Count == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" and {usage.Uses.Count - 1} more")),
                [.. usage.Uses, .. usage.Remarks]);
    }

    private static TimeSpan Whole(TimeSpan time) => TimeSpan.FromSeconds(Math.Max(0, Math.Floor(time.TotalSeconds)));

    private static string At(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
