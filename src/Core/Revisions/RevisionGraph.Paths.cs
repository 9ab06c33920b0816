namespace SchemaMigrate.Revisions;

/// <content>The way from what is applied to a target.</content>
public sealed partial class RevisionGraph
{
    /// <summary>Looks a single revision up by its id, the beginning of it, or any selector that means exactly one.</summary>
    /// <param name="selector">For example <c>ae10</c>, <c>head</c>, <c>billing@head-1</c>.</param>
    /// <param name="applied">Ids of the applied revisions, for <c>current</c> and counts.</param>
    /// <exception cref="TargetException">Unknown, ambiguous or overshooting.</exception>
    public Revision Resolve(TargetSelector selector, IEnumerable<string> applied) =>
        ResolveState(selector, applied) is [var single] ? single
            : throw new TargetException(RevisionErrors.AmbiguousRevision, $"The target '{selector}' does not mean exactly one revision.", ResolveState(selector, applied));

    /// <summary>The state that a selector names, as its topmost revisions in topological order; empty for <c>base</c>.</summary>
    /// <param name="selector">Any selector but one that counts back from nothing.</param>
    /// <param name="applied">Ids of the applied revisions.</param>
    /// <exception cref="TargetException">Unknown, ambiguous or overshooting.</exception>
    public IReadOnlyList<Revision> ResolveState(TargetSelector selector, IEnumerable<string> applied) =>
        [.. new TargetResolver(this, MarkApplied(applied), selector).State().Order().Select(node => nodes[node])];

    /// <summary>
    /// The pending revisions that lead to a target, in the order of execution. Empty when the target is reached. Applied ids without a file
    /// are passed over.
    /// </summary>
    /// <param name="applied">Ids of the applied revisions.</param>
    /// <param name="target">Where to go. <c>+N</c> means the next N revisions, whatever else is pending.</param>
    /// <exception cref="TargetException">Unknown, ambiguous, overshooting, or no target for an upgrade.</exception>
    public IReadOnlyList<Revision> UpgradePath(IEnumerable<string> applied, TargetSelector target)
    {
        var marks = MarkApplied(applied);
        var wanted = Ancestors(new TargetResolver(this, marks, target).UpgradeTargets());
        return Pick(i => wanted[i] && !marks[i]);
    }

    /// <summary>
    /// The applied revisions to undo, in the order of execution: whatever stands on a revision comes before it.
    /// A named target (<c>ae10</c>, <c>base</c>) is a state: all applied descendants are undone. A count (<c>-2</c>, <c>ae10-2</c>) is
    /// exact: <c>-2</c> undoes the last two, <c>ae10-2</c> undoes ae10 and its parent, never a third one.
    /// </summary>
    /// <param name="applied">Ids of the applied revisions.</param>
    /// <param name="target">Where to go back to.</param>
    /// <param name="includeDependents">Also undo applied revisions that stand on the ones to undo without being meant by the target:
    /// trailing branches, revisions on other branches that require them.</param>
    /// <exception cref="TargetException">
    /// Unknown, ambiguous, overshooting, or no target for a downgrade; <see cref="RevisionErrors.DependentRevisionsApplied"/> with the
    /// revisions in the way; <see cref="RevisionErrors.UnknownRevision"/> when an applied revision has no file, since nobody can tell what it stands on.
    /// </exception>
    public IReadOnlyList<Revision> DowngradePath(IEnumerable<string> applied, TargetSelector target, bool includeDependents = false)
    {
        var ids = applied.ToList();
        if (UnknownOf(ids) is { Count: > 0 } unknown)
        {
            throw new TargetException(
                RevisionErrors.UnknownRevision,
                $"Applied revisions have no file here, so it cannot be known what stands on them: {string.Join(", ", unknown)}.",
                []);
        }

        return Undo(MarkApplied(ids), target, includeDependents);
    }

    /// <summary>Looks up a range for an offline script.</summary>
    /// <param name="range">The range.</param>
    /// <param name="applied">Ids of the applied revisions, for <c>current</c>; empty when no database is at hand.</param>
    /// <exception cref="TargetException">Unknown, ambiguous, overshooting, or the two ends are on different branches.</exception>
    public ResolvedRange Resolve(TargetRange range, IEnumerable<string> applied)
    {
        ArgumentNullException.ThrowIfNull(range);
        var marks = MarkApplied(applied);
        var before = Ancestors(new TargetResolver(this, marks, range.From).State());
        if (range.To is { Symbol: TargetSymbol.Relative, Offset: < 0 })
        {
            return new ResolvedRange(range, true, Pick(i => before[i]), Undo(before, range.To, includeDependents: false));
        }

        var after = Ancestors(new TargetResolver(this, range.To.Symbol == TargetSymbol.Current ? marks : before, range.To).State());
        var forward = Pick(i => after[i] && !before[i]);
        var back = Pick(i => before[i] && !after[i]);
        if (forward.Count > 0 && back.Count > 0 && range.To.Symbol is not (TargetSymbol.Head or TargetSymbol.Heads))
        {
            throw new TargetException(RevisionErrors.InvalidTarget, $"The range '{range}' has no direction: neither end is an ancestor of the other.", []);
        }

        var isDowngrade = forward.Count == 0 && back.Count > 0 && range.To.Symbol is not TargetSymbol.Heads;
        if (isDowngrade)
        {
            back.Reverse();
        }

        return new ResolvedRange(range, isDowngrade, Pick(i => before[i]), isDowngrade ? back : forward);
    }

    /// <summary>
    /// Divides an upgrade path: a revision for which the condition says so is held back, and so is everything of the path that stands on
    /// it; nothing else is.
    /// </summary>
    /// <param name="path">Revisions in topological order, as <see cref="UpgradePath"/> gives them.</param>
    /// <param name="isHeld">Whether a revision must wait for a condition of its own: a closed gate, a later phase.</param>
    public PathSplit HoldBack(IReadOnlyList<Revision> path, Func<Revision, bool> isHeld)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(isHeld);
        var heldBy = new Dictionary<int, Revision>();
        var runnable = new List<Revision>();
        var held = new List<HeldRevision>();
        foreach (var revision in path)
        {
            var node = NodeOf(revision);
            var holder = isHeld(revision) ? revision
                : parents[node].Concat(requires[node]).Select(heldBy.GetValueOrDefault).FirstOrDefault(found => found is not null);
            if (holder is null)
            {
                runnable.Add(revision);
            }
            else
            {
                heldBy.Add(node, holder);
                held.Add(new HeldRevision(revision, holder));
            }
        }

        return new PathSplit(runnable, held);
    }

    private List<Revision> Undo(bool[] applied, TargetSelector target, bool includeDependents)
    {
        var seeds = new TargetResolver(this, applied, target).DowngradeSeeds();
        var meant = Mark(seeds);
        var all = Descendants(seeds, withRequires: true);
        var dependents = Pick(i => all[i] && applied[i] && !meant[i]);
        if (dependents.Count > 0 && !includeDependents)
        {
            throw new TargetException(
                RevisionErrors.DependentRevisionsApplied,
                $"The target '{target}' would undo what other applied revisions stand on:",
                dependents);
        }

        var path = Pick(i => all[i] && applied[i]);
        path.Reverse();
        return path;
    }
}
