using SchemaMigrate.Revisions;

namespace SchemaMigrate.Planning;

/// <summary>
/// Judges the gates of a saved plan anew. A gate that has closed since makes the plan unsafe; one that has opened makes it another plan than
/// the one that would be made now. Both are for a person to look at, so both are changes.
/// </summary>
internal static class SavedGates
{
    internal static GateQuestions QuestionsOf(Plan plan, DatabaseState state)
    {
        var parents = state.Revisions.Select(revision => (revision.Id, revision.Parents))
            .Concat(plan.Revisions.Select(revision => (revision.Id, revision.Parents)))
            .Concat(plan.Gates.Select(revision => (Id: revision.RevisionId, revision.Parents)))
            .DistinctBy(revision => revision.Id, StringComparer.Ordinal)
            .ToDictionary(revision => revision.Id, revision => revision.Parents, StringComparer.Ordinal);
        return new GateQuestions([.. plan.Gates.Select(gates => new GatedRevision(
            gates.RevisionId, gates.Parents, Ancestors(gates.Parents, parents), gates.RawChecksum, [.. gates.Verdicts.Select(verdict => Gate.Parse(verdict.Gate))])
        {
            SemanticChecksum = plan.Revisions.FirstOrDefault(revision => revision.Id == gates.RevisionId)?.SemanticChecksum,
        })]);
    }

    internal static IEnumerable<string> Changes(Plan plan, DatabaseState state, GateFacts facts) =>
        from revision in QuestionsOf(plan, state).Revisions
        let before = plan.Gates.First(gates => gates.RevisionId == revision.Id)
        from verdict in GateEvaluator.Evaluate(revision, facts, IgnoredGates.None).Verdicts.Zip(before.Verdicts)
        let now = verdict.First
        where !verdict.Second.Ignored && now.Open != verdict.Second.Open
        select $"the gate {now.Gate} of revision {now.RevisionId} was {Word(!now.Open)} and is {Word(now.Open)} now: {now.Reason}";

    private static string Word(bool open) => open ? "open" : "closed";

    private static List<string> Ancestors(IReadOnlyList<string> of, Dictionary<string, IReadOnlyList<string>> parents)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var next = new Stack<string>(of);
        while (next.TryPop(out var id))
        {
            if (found.Add(id) && parents.TryGetValue(id, out var above))
            {
                foreach (var parent in above)
                {
                    next.Push(parent);
                }
            }
        }

        return [.. found];
    }
}
