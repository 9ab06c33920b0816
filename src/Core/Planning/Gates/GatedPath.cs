using SchemaMigrate.Revisions;

namespace SchemaMigrate.Planning;

/// <summary>Divides the way to a target into what may run and what is held back, by phase first and then by gates.</summary>
internal sealed class GatedPath
{
    private readonly RevisionGraph graph;
    private readonly IReadOnlyList<Revision> path;
    private readonly UpgradeRequest request;
    private readonly PathSplit byPhase;

    internal GatedPath(RevisionGraph graph, DatabaseState state, UpgradeRequest request)
    {
        this.graph = graph;
        this.request = request;
        path = graph.UpgradePath(state.AppliedIds, request.Target);
        byPhase = graph.HoldBack(path, request.Leaves);

        // A revision that was begun has passed its gates: half done is worse than done.
        var begun = state.Revisions.Where(revision => revision.State == RevisionState.Applying).Select(revision => revision.Id).ToHashSet(StringComparer.Ordinal);
        Questions = new GateQuestions([.. byPhase.Runnable
            .Where(revision => revision.Gates.Count > 0 && !begun.Contains(revision.Id))
            .Select(revision => new GatedRevision(
                revision.Id, revision.Parents, [.. graph.AncestorsOf(revision).Select(ancestor => ancestor.Id)], revision.RawChecksum, revision.Gates))]);
    }

    /// <summary>What must be known of the gates on the way.</summary>
    internal GateQuestions Questions { get; }

    /// <summary>Divides by the verdicts.</summary>
    /// <exception cref="GateClosedException">What is held back was asked for.</exception>
    internal (IReadOnlyList<Revision> Runnable, IReadOnlyList<Hold> Held) Divide(IReadOnlyList<RevisionGates> gates)
    {
        var (runnable, held) = Split(gates);
        var asked = held.Where(hold => request.IsExplicit || (request.RequireAll && !hold.ByPhase)).ToList();
        return asked.Count == 0 ? (runnable, held) : throw new GateClosedException(request.Target.ToString(), asked);
    }

    /// <summary>Divides by the verdicts, whatever was asked for.</summary>
    internal (IReadOnlyList<Revision> Runnable, IReadOnlyList<Hold> Held) Split(IReadOnlyList<RevisionGates> gates)
    {
        var closed = gates.Where(revision => !revision.Passable).ToDictionary(revision => revision.RevisionId, StringComparer.Ordinal);
        var byGate = graph.HoldBack(byPhase.Runnable, revision => closed.ContainsKey(revision.Id));
        var held = byPhase.Held.Select(ByPhase).Concat(byGate.Held.Select(hold => ByGate(hold, closed[hold.HeldBy.Id]))).ToDictionary(hold => hold.RevisionId, StringComparer.Ordinal);
        return (byGate.Runnable, [.. path.Where(revision => held.ContainsKey(revision.Id)).Select(revision => held[revision.Id])]);
    }

    private Hold ByPhase(HeldRevision held) => Of(
        held, Hold.PhaseGate,
        held.HeldBy == held.Revision
            ? $"it is of the phase {Word(held.Revision.Phase)}, and this run ends with {Word(request.Phase)}"
            : $"it stands on {held.HeldBy}, which is of the phase {Word(held.HeldBy.Phase)}",
        []);

    private static Hold ByGate(HeldRevision held, RevisionGates gates)
    {
        var closed = gates.Verdicts.Where(verdict => !verdict.Passable).ToList();
        var reason = string.Join("; ", closed.Select(verdict => verdict.Reason));
        return Of(
            held, string.Join(", ", closed.Select(verdict => verdict.Gate)),
            held.HeldBy == held.Revision ? reason : $"it stands on {held.HeldBy}, which waits: {reason}", gates.Verdicts);
    }

    private static Hold Of(HeldRevision held, string gate, string reason, IReadOnlyList<GateVerdict> verdicts) =>
        new(held.Revision.Id, held.Revision.Message, held.Revision.Phase, held.HeldBy.Id, gate, reason, verdicts);

    private static string Word(RevisionPhase phase) => phase.ToString().ToLowerInvariant();
}
