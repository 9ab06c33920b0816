using System.Diagnostics.CodeAnalysis;

namespace SchemaMigrate.Revisions;

/// <summary>
/// The revisions as a directed graph without circles: several roots, several heads, merges, and links of <c>requires</c>. Pure and
/// immutable; every question is answered in time linear in the graph at most.
/// </summary>
public sealed partial class RevisionGraph
{
    // Nodes are numbered in topological order, so closures are single passes over the arrays, without recursion and without a stack.
    private readonly Revision[] nodes;
    private readonly Dictionary<string, int> index;
    private readonly int[][] parents;
    private readonly int[][] requires;
    private readonly int[][] children;
    private readonly int[][] requiredBy;
    private readonly bool[] leadsToMainLine;
    private readonly Lazy<string[][]> labels;

    internal RevisionGraph(Revision[] nodes, int[][] parents, int[][] requires, int[][] children, int[][] requiredBy)
    {
        this.nodes = nodes;
        this.parents = parents;
        this.requires = requires;
        this.children = children;
        this.requiredBy = requiredBy;
        index = new Dictionary<string, int>(nodes.Length, StringComparer.Ordinal);
        for (var i = 0; i < nodes.Length; i++)
        {
            index.Add(nodes[i].Id, i);
        }

        leadsToMainLine = new bool[nodes.Length];
        for (var i = nodes.Length - 1; i >= 0; i--)
        {
            leadsToMainLine[i] = Array.Exists(children[i], child => nodes[child].IsMainLine || leadsToMainLine[child]);
        }

        labels = new Lazy<string[][]>(InheritLabels);
        Heads = Pick(i => children[i].Length == 0);
        Bases = Pick(i => parents[i].Length == 0);
        MainLineHeads = Pick(i => nodes[i].IsMainLine && !leadsToMainLine[i]);
    }

    /// <summary>All revisions in topological order: parents and required revisions come first; otherwise by timestamp, file name and id.</summary>
    public IReadOnlyList<Revision> Revisions => nodes;

    /// <summary>The revisions without children.</summary>
    public IReadOnlyList<Revision> Heads { get; }

    /// <summary>The revisions without parents.</summary>
    public IReadOnlyList<Revision> Bases { get; }

    /// <summary>
    /// The heads of the main line, which is the graph without its migrate and contract revisions: the main-line revisions that no other
    /// main-line revision descends from. These are the parents of the next ordinary revision.
    /// </summary>
    public IReadOnlyList<Revision> MainLineHeads { get; }

    /// <summary>Builds the graph.</summary>
    /// <param name="revisions">The revisions in any order; the graph does not depend on it.</param>
    /// <exception cref="RevisionException">Duplicates, missing parents and circles, all at once.</exception>
    public static RevisionGraph Create(IEnumerable<Revision> revisions)
    {
        ArgumentNullException.ThrowIfNull(revisions);
        var problems = new List<RevisionProblem>();
        return GraphBuilder.Build(revisions, [], ignoreMissing: false, problems) ?? throw new RevisionException(problems);
    }

    /// <summary>Finds a revision by its whole id.</summary>
    /// <param name="id">The id, in its own spelling.</param>
    /// <param name="revision">The revision.</param>
    public bool TryGet(string id, [NotNullWhen(true)] out Revision? revision)
    {
        revision = index.TryGetValue(id, out var node) ? nodes[node] : null;
        return revision is not null;
    }

    /// <summary>The children of a revision, in topological order.</summary>
    /// <param name="revision">A revision of this graph.</param>
    public IReadOnlyList<Revision> ChildrenOf(Revision revision) => Array.ConvertAll(children[NodeOf(revision)], child => nodes[child]);

    /// <summary>Everything that must be applied before a revision: parents and required revisions, and theirs. In topological order.</summary>
    /// <param name="revision">A revision of this graph.</param>
    public IReadOnlyList<Revision> AncestorsOf(Revision revision)
    {
        var node = NodeOf(revision);
        var marks = Ancestors([node]);
        return Pick(i => marks[i] && i != node);
    }

    /// <summary>Everything that needs a revision: children and revisions that require it, and theirs. In topological order.</summary>
    /// <param name="revision">A revision of this graph.</param>
    public IReadOnlyList<Revision> DescendantsOf(Revision revision)
    {
        var node = NodeOf(revision);
        var marks = Descendants([node], withRequires: true);
        return Pick(i => marks[i] && i != node);
    }

    /// <summary>What lies between two revisions: the upper one and its ancestors, without the lower one and its ancestors. In topological order.</summary>
    /// <param name="lower">The lower end, excluded; null for the beginning.</param>
    /// <param name="upper">The upper end, included.</param>
    public IReadOnlyList<Revision> Between(Revision? lower, Revision upper)
    {
        var below = Ancestors(lower is null ? [] : [NodeOf(lower)]);
        var marks = Ancestors([NodeOf(upper)]);
        return Pick(i => marks[i] && !below[i]);
    }

    /// <summary>
    /// Whether a revision is off the main line for good: a migrate or contract revision that no main-line revision descends from.
    /// Such revisions trail behind their expand revision and may wait for their gates without holding up anything else.
    /// </summary>
    /// <param name="revision">A revision of this graph.</param>
    public bool IsTrailing(Revision revision) => IsTrailing(NodeOf(revision));

    /// <summary>The branch labels of a revision: its own and those of its ancestors, in ordinal order.</summary>
    /// <param name="revision">A revision of this graph.</param>
    public IReadOnlyList<string> LabelsOf(Revision revision) => labels.Value[NodeOf(revision)];

    /// <summary>Every label that some revision declares, in ordinal order.</summary>
    public IReadOnlyList<string> AllLabels() => [.. nodes.SelectMany(node => node.Labels).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>The heads of what is applied: the applied revisions without applied children. Ids without a file are passed over.</summary>
    /// <param name="applied">Ids of the applied revisions.</param>
    public IReadOnlyList<Revision> HeadsOf(IEnumerable<string> applied)
    {
        var marks = MarkApplied(applied);
        return Pick(i => marks[i] && !Array.Exists(children[i], child => marks[child]));
    }

    /// <summary>The applied ids that no file has, in the order given.</summary>
    /// <param name="applied">Ids of the applied revisions.</param>
    public IReadOnlyList<string> UnknownOf(IEnumerable<string> applied) => [.. applied.Where(id => !index.ContainsKey(id))];

    private string[][] InheritLabels()
    {
        var all = new string[nodes.Length][];
        for (var i = 0; i < nodes.Length; i++)
        {
            var own = nodes[i].Labels;
            var inherited = parents[i].Length == 1 ? all[parents[i][0]] : [.. parents[i].SelectMany(parent => all[parent]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
            all[i] = own.Count == 0 ? inherited : [.. inherited.Concat(own).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        }

        return all;
    }
}
