using System.Globalization;

namespace SchemaMigrate.Revisions;

/// <summary>Finds the revisions that a selector means, given what is applied.</summary>
internal sealed class TargetResolver
{
    private readonly RevisionGraph graph;
    private readonly bool[] applied;
    private readonly TargetSelector selector;

    public TargetResolver(RevisionGraph graph, bool[] applied, TargetSelector selector)
    {
        this.graph = graph;
        this.applied = applied;
        this.selector = selector;
        if (selector.Label is { } label && !graph.AllLabels().Contains(label, StringComparer.Ordinal))
        {
            throw Fail(RevisionErrors.UnknownRevision, $"no revision has the label '{label}'.{NearestName.Hint(label, graph.AllLabels())}");
        }
    }

    /// <summary>The state that the selector names, as its topmost revisions; empty for the empty state.</summary>
    public IReadOnlyList<int> State() => selector switch
    {
        { Symbol: TargetSymbol.Heads } => Members(graph.Heads),
        { Symbol: TargetSymbol.Base, Label: null, Offset: 0 } => [],
        { Symbol: TargetSymbol.Base, Offset: 0 } => throw Fail(RevisionErrors.InvalidTarget, "the base of a branch is a target for a downgrade only."),
        { Symbol: TargetSymbol.Base } => Walker.Next(new bool[graph.Count], selector.Offset),
        { Symbol: TargetSymbol.Relative or TargetSymbol.Current, Offset: > 0 } => Walker.Next(applied, selector.Offset),
        { Symbol: TargetSymbol.Current, Offset: 0 } => CurrentHeads(),
        { Symbol: TargetSymbol.Relative } => throw Fail(RevisionErrors.InvalidTarget, "counting back makes sense for a downgrade only."),
        { Symbol: TargetSymbol.Head, Offset: 0 } when graph.Count == 0 => [],
        { Offset: > 0 } => [Walker.Forward(Start(), selector.Offset)],
        { Offset: < 0 } => Walker.Back(Start(), -selector.Offset),
        _ => [Start()],
    };

    /// <summary>The revisions that an upgrade shall reach.</summary>
    public IReadOnlyList<int> UpgradeTargets() =>
        selector is { Symbol: TargetSymbol.Base, Offset: 0 }
            ? throw Fail(RevisionErrors.InvalidTarget, "an upgrade leads forward, base is the beginning.")
            : State();

    /// <summary>The revisions that a downgrade shall undo, not counting what else depends on them.</summary>
    public IReadOnlyList<int> DowngradeSeeds()
    {
        switch (selector)
        {
            case { Symbol: TargetSymbol.Relative or TargetSymbol.Current, Offset: < 0 }:
                return Walker.Last(applied, -selector.Offset);
            case { Symbol: TargetSymbol.Current, Offset: 0 }:
                return [];
            case { Symbol: TargetSymbol.Relative or TargetSymbol.Current }:
                throw Fail(RevisionErrors.InvalidTarget, "counting forward makes sense for an upgrade only.");
            case { Symbol: TargetSymbol.Head or TargetSymbol.Heads, Offset: 0 }:
                throw Fail(RevisionErrors.InvalidTarget, "a downgrade leads back; name the revision to go back to, count back with -1, or say base.");
            case { Symbol: TargetSymbol.Base, Offset: 0 }:
                return Applied(Enumerable.Range(0, graph.Count).Where(IsMember));
            case { Offset: < 0 }:
                return RequireApplied(Walker.Line(Start(), -selector.Offset));
            default:
                var kept = RequireApplied(State());
                var below = graph.Descendants(kept, withRequires: false);
                return Applied(Enumerable.Range(0, graph.Count).Where(node => below[node] && !kept.Contains(node) && IsMember(node)));
        }
    }

    private TargetWalker Walker => new(graph, selector, IsMember);

    private int Start()
    {
        var start = selector.Symbol switch
        {
            TargetSymbol.Head => SingleHead(),
            TargetSymbol.Current => SingleCurrent(),
            _ => new RevisionLookup(graph).Find(selector.RevisionId!, selector.ToString()),
        };
        return IsMember(start) ? start
            : throw Fail(RevisionErrors.InvalidTarget, $"the revision {graph[start]} is not on the branch '{selector.Label}'.");
    }

    private int SingleHead()
    {
        var heads = Members(graph.MainLineHeads);
        heads = heads.Count > 0 ? heads : Members(graph.Heads);
        return heads.Count == 1 ? heads[0]
            : throw Fail(
                RevisionErrors.MultipleHeads,
                string.Create(CultureInfo.InvariantCulture, $"the main line has {heads.Count} heads:"),
                heads);
    }

    private int SingleCurrent()
    {
        var heads = CurrentHeads();
        return heads.Count switch
        {
            1 => heads[0],
            0 => throw Fail(RevisionErrors.TargetOvershoot, "nothing is applied."),
            _ => throw Fail(RevisionErrors.AmbiguousRevision, "several heads are applied; count from one of them:", heads),
        };
    }

    private List<int> CurrentHeads() =>
        [.. Enumerable.Range(0, graph.Count).Where(node => applied[node] && IsMember(node) && !Array.Exists(graph.ChildNodes(node), child => applied[child]))];

    private List<int> Applied(IEnumerable<int> candidates) => [.. candidates.Where(node => applied[node])];

    private IReadOnlyList<int> RequireApplied(IReadOnlyList<int> wanted)
    {
        foreach (var node in wanted)
        {
            if (!applied[node])
            {
                throw Fail(RevisionErrors.InvalidTarget, $"the revision {graph[node]} is not applied, so there is no way back to or from it.");
            }
        }

        return wanted;
    }

    private List<int> Members(IReadOnlyList<Revision> revisions) => [.. revisions.Select(graph.NodeOf).Where(IsMember)];

    private bool IsMember(int node) => selector.Label is null || graph.HasLabel(node, selector.Label);

    private TargetException Fail(Errors.ErrorDefinition definition, string why, IReadOnlyList<int>? candidates = null) =>
        new(definition, $"The target '{selector}' cannot be followed: {why}", [.. (candidates ?? []).Select(node => graph[node])]);
}
