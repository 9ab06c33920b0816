using System.Globalization;

namespace SchemaMigrate.Revisions;

/// <summary>
/// Counts steps in the graph. A step that could go several ways is an error, with one exception that is the design's own: forward, the
/// main line goes before revisions that trail behind it.
/// </summary>
internal sealed class TargetWalker(RevisionGraph graph, TargetSelector selector, Func<int, bool> isMember)
{
    /// <summary>The next revisions after a state, one at a time: each must be the only one that could come next.</summary>
    public List<int> Next(bool[] applied, int count)
    {
        var done = (bool[])applied.Clone();
        var taken = new List<int>();
        while (taken.Count < count)
        {
            var ready = PreferMainLine([.. Enumerable.Range(0, graph.Count).Where(node => IsReady(node, done))]);
            if (ready.Count == 0)
            {
                throw Overshoot(count, taken.Count, "pending");
            }

            taken.Add(Single(ready, "could be next; name one, or count from a revision with <id>+N:"));
            done[taken[^1]] = true;
        }

        return taken;
    }

    /// <summary>The last revisions of a state, one at a time: each must be the only one on which no other applied one stands.</summary>
    public List<int> Last(bool[] applied, int count)
    {
        var left = (bool[])applied.Clone();
        var taken = new List<int>();
        while (taken.Count < count)
        {
            var last = Enumerable.Range(0, graph.Count).Where(node => left[node] && isMember(node) && !HasDependent(node, left)).ToList();
            if (last.Count == 0)
            {
                throw Overshoot(count, taken.Count, "applied");
            }

            taken.Add(Single(last, "could be undone next; count from one of them with <id>-N:"));
            left[taken[^1]] = false;
        }

        return taken;
    }

    /// <summary>The revision so many steps after another.</summary>
    public int Forward(int start, int count)
    {
        var node = start;
        for (var step = 0; step < count; step++)
        {
            var children = PreferMainLine([.. graph.ChildNodes(node).Where(isMember)]);
            node = children.Count == 0
                ? throw Overshoot(count, step, $"after {graph[start].Id}")
                : Single(children, $"come after {graph[node].Id}; name one:");
        }

        return node;
    }

    /// <summary>The state so many steps before a revision; empty when that is the very beginning.</summary>
    public IReadOnlyList<int> Back(int start, int count)
    {
        var last = Line(start, count)[^1];
        var parents = graph.ParentsOf(last);
        return parents.Length == 0 ? [] : [Single([.. parents], $"are parents of {graph[last].Id}; name one:")];
    }

    /// <summary>A revision and its predecessors, so many together, the latest first.</summary>
    public List<int> Line(int start, int count)
    {
        var line = new List<int> { start };
        while (line.Count < count)
        {
            var parents = graph.ParentsOf(line[^1]).Where(isMember).ToList();
            line.Add(parents.Count == 0
                ? throw Overshoot(count, line.Count, $"up to {graph[start].Id}")
                : Single(parents, $"are parents of {graph[line[^1]].Id}; name one:"));
        }

        return line;
    }

    // On a labelled branch only the branch itself is counted; what it needs from elsewhere comes along.
    private bool IsReady(int node, bool[] done) =>
        !done[node] && isMember(node)
        && Array.TrueForAll(graph.ParentsOf(node), parent => done[parent] || !isMember(parent))
        && (selector.Label is not null || Array.TrueForAll(graph.RequiresOf(node), required => done[required]));

    private bool HasDependent(int node, bool[] left) =>
        Array.Exists(graph.ChildNodes(node), child => left[child] && isMember(child))
        || (selector.Label is null && Array.Exists(graph.RequiredBy(node), other => left[other]));

    private List<int> PreferMainLine(List<int> candidates)
    {
        var mainLine = candidates.Where(node => !graph.IsTrailing(node)).ToList();
        return mainLine.Count > 0 ? mainLine : candidates;
    }

    private int Single(List<int> candidates, string what) =>
        candidates.Count == 1 ? candidates[0]
            : throw new TargetException(
                RevisionErrors.AmbiguousRevision,
                string.Create(CultureInfo.InvariantCulture, $"The target '{selector}' is ambiguous: {candidates.Count} revisions {what}"),
                [.. candidates.Select(node => graph[node])]);

    private TargetException Overshoot(int asked, int found, string where) =>
        new(
            RevisionErrors.TargetOvershoot,
            string.Create(CultureInfo.InvariantCulture, $"The target '{selector}' leads too far: {asked} asked for, but there {(found == 1 ? "is" : "are")} only {found} {where}{(selector.Label is null ? "" : $" on the branch '{selector.Label}'")}."),
            []);
}
