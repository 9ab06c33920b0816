namespace SchemaMigrate.Revisions;

/// <content>Sets of nodes, for the other parts of this room. A set is an array of marks, one per node.</content>
public sealed partial class RevisionGraph
{
    internal int Count => nodes.Length;

    internal Revision this[int node] => nodes[node];

    internal IEnumerable<string> Ids => index.Keys;

    internal int[] ParentsOf(int node) => parents[node];

    internal int[] RequiresOf(int node) => requires[node];

    internal int[] ChildNodes(int node) => children[node];

    internal int[] RequiredBy(int node) => requiredBy[node];

    internal bool IsTrailing(int node) => !nodes[node].IsMainLine && !leadsToMainLine[node];

    internal bool HasLabel(int node, string label) => Array.IndexOf(labels.Value[node], label) >= 0;

    internal int? Find(string id) => index.TryGetValue(id, out var node) ? node : null;

    internal int NodeOf(Revision revision)
    {
        ArgumentNullException.ThrowIfNull(revision);
        return index.TryGetValue(revision.Id, out var node)
            ? node
            : throw new ArgumentException($"The revision {revision.Id} is not of this graph.", nameof(revision));
    }

    internal bool[] MarkApplied(IEnumerable<string> applied)
    {
        ArgumentNullException.ThrowIfNull(applied);
        var marks = new bool[nodes.Length];
        foreach (var id in applied)
        {
            if (index.TryGetValue(id, out var node))
            {
                marks[node] = true;
            }
        }

        return marks;
    }

    /// <summary>The given nodes and all that must be applied before them.</summary>
    internal bool[] Ancestors(IEnumerable<int> of)
    {
        var marks = Mark(of);
        for (var i = nodes.Length - 1; i >= 0; i--)
        {
            if (marks[i])
            {
                MarkAll(marks, parents[i]);
                MarkAll(marks, requires[i]);
            }
        }

        return marks;
    }

    /// <summary>The given nodes and all below them, by parents alone or also by what requires them.</summary>
    internal bool[] Descendants(IEnumerable<int> of, bool withRequires)
    {
        var marks = Mark(of);
        for (var i = 0; i < nodes.Length; i++)
        {
            if (marks[i])
            {
                MarkAll(marks, children[i]);
                if (withRequires)
                {
                    MarkAll(marks, requiredBy[i]);
                }
            }
        }

        return marks;
    }

    internal List<Revision> Pick(Func<int, bool> predicate)
    {
        var picked = new List<Revision>();
        for (var i = 0; i < nodes.Length; i++)
        {
            if (predicate(i))
            {
                picked.Add(nodes[i]);
            }
        }

        return picked;
    }

    private static void MarkAll(bool[] marks, int[] targets)
    {
        foreach (var target in targets)
        {
            marks[target] = true;
        }
    }

    private bool[] Mark(IEnumerable<int> of)
    {
        var marks = new bool[nodes.Length];
        foreach (var node in of)
        {
            marks[node] = true;
        }

        return marks;
    }
}
