using SchemaMigrate.Revisions;

namespace SchemaMigrate.Planning;

/// <summary>The gates of revisions that are planned without a database: nobody can judge them, so somebody must answer for each.</summary>
internal static class OfflineGates
{
    /// <summary>The verdicts of a range in which every gate is ignored by name.</summary>
    /// <exception cref="GateClosedException">A gate is not.</exception>
    internal static IReadOnlyList<RevisionGates> Require(string range, IReadOnlyList<Revision> path, IgnoredGates ignored)
    {
        var gated = path.Where(revision => revision.Gates.Count > 0).ToList();
        var gates = gated.ConvertAll(revision => new RevisionGates(
            revision.Id, revision.Parents, revision.RawChecksum, [.. revision.Gates.Select(gate => Verdict(revision, gate, ignored))]));
        var held = gated.Zip(gates).Where(pair => !pair.Second.Passable).Select(pair => Held(pair.First, pair.Second)).ToList();
        return held.Count == 0 ? gates : throw new GateClosedException(range, held);
    }

    private static GateVerdict Verdict(Revision revision, Gate gate, IgnoredGates ignored) =>
        new(revision.Id, gate.ToString(), false, "a script cannot judge it; name it with -IgnoreGate to answer for it", [])
        {
            Ignored = ignored.Cover(revision.Id, gate),
        };

    private static Hold Held(Revision revision, RevisionGates gates)
    {
        var closed = gates.Verdicts.Where(verdict => !verdict.Passable).ToList();
        return new Hold(
            revision.Id, revision.Message, revision.Phase, revision.Id, string.Join(", ", closed.Select(verdict => verdict.Gate)), closed[0].Reason, gates.Verdicts);
    }
}
