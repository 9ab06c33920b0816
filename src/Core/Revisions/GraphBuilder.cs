namespace SchemaMigrate.Revisions;

/// <summary>Links revisions to a graph, in time linear in revisions and links, and finds everything that is wrong with the links.</summary>
internal sealed class GraphBuilder
{
    private readonly Revision[] sorted;
    private readonly Dictionary<string, int> index;
    private readonly List<RevisionProblem> problems;
    private readonly int[][] parents;
    private readonly int[][] requires;

    private GraphBuilder(IEnumerable<Revision> revisions, List<RevisionProblem> problems)
    {
        this.problems = problems;
        sorted = [.. revisions];
        Array.Sort(sorted, RevisionOrder.Instance);
        index = new Dictionary<string, int>(sorted.Length, StringComparer.Ordinal);
        parents = new int[sorted.Length][];
        requires = new int[sorted.Length][];
    }

    /// <summary>Builds the graph, or adds to the problems and gives null.</summary>
    /// <param name="revisions">The sound revisions.</param>
    /// <param name="knownElsewhere">Ids of flawed files: links to them are no additional problem.</param>
    /// <param name="ignoreMissing">Some file has no readable id, so a missing parent may be that one; say nothing about missing ones.</param>
    /// <param name="problems">Receives the problems.</param>
    public static RevisionGraph? Build(
        IEnumerable<Revision> revisions, IReadOnlyCollection<string> knownElsewhere, bool ignoreMissing, List<RevisionProblem> problems)
    {
        var before = problems.Count;
        var builder = new GraphBuilder(revisions, problems);
        builder.IndexIds();
        builder.Link(knownElsewhere, ignoreMissing);
        var order = builder.Order();
        return problems.Count == before && order is not null ? builder.Create(order) : null;
    }

    private void IndexIds()
    {
        for (var i = 0; i < sorted.Length; i++)
        {
            var revision = sorted[i];
            if (!index.TryAdd(revision.Id, i))
            {
                var first = sorted[index[revision.Id]];
                problems.Add(new RevisionProblem(
                    RevisionErrors.DuplicateRevision,
                    $"The revision id '{revision.Id}' is used by two files: {first.FileName} and {revision.FileName}.",
                    revision.Path,
                    LineOf(revision, HeaderKeys.Revision)));
            }
        }
    }

    private void Link(IReadOnlyCollection<string> knownElsewhere, bool ignoreMissing)
    {
        for (var i = 0; i < sorted.Length; i++)
        {
            parents[i] = Resolve(sorted[i], sorted[i].Parents, HeaderKeys.Parents, "parent", knownElsewhere, ignoreMissing);
            requires[i] = Resolve(sorted[i], sorted[i].Requires, HeaderKeys.Requires, "required revision", knownElsewhere, ignoreMissing);
        }
    }

    private int[] Resolve(Revision revision, IReadOnlyList<string> ids, string key, string role, IReadOnlyCollection<string> knownElsewhere, bool ignoreMissing)
    {
        if (ids.Count == 0)
        {
            return [];
        }

        var nodes = new List<int>(ids.Count);
        foreach (var id in ids)
        {
            if (index.TryGetValue(id, out var node))
            {
                nodes.Add(node);
            }
            else if (!ignoreMissing && !knownElsewhere.Contains(id))
            {
                problems.Add(new RevisionProblem(
                    RevisionErrors.MissingParent,
                    $"{revision.FileName} (revision {revision.Id}) names the {role} '{id}', which no file has.{NearestName.Hint(id, index.Keys)}",
                    revision.Path,
                    LineOf(revision, key)));
            }
        }

        return [.. nodes];
    }

    /// <summary>Kahn's algorithm; the smallest free revision comes first. Null when there is a cycle.</summary>
    private List<int>? Order()
    {
        var open = new int[sorted.Length];
        var dependents = Reverse(parents, requires);
        var free = new PriorityQueue<int, int>();
        for (var i = 0; i < sorted.Length; i++)
        {
            open[i] = parents[i].Length + requires[i].Length;
            if (open[i] == 0)
            {
                free.Enqueue(i, i);
            }
        }

        var order = new List<int>(sorted.Length);
        while (free.TryDequeue(out var node, out _))
        {
            order.Add(node);
            foreach (var dependent in dependents[node])
            {
                if (--open[dependent] == 0)
                {
                    free.Enqueue(dependent, dependent);
                }
            }
        }

        if (order.Count == sorted.Length)
        {
            return order;
        }

        problems.AddRange(CycleFinder.Find(sorted, parents, requires, open));
        return null;
    }

    private RevisionGraph Create(List<int> order)
    {
        var position = new int[order.Count];
        for (var i = 0; i < order.Count; i++)
        {
            position[order[i]] = i;
        }

        int[][] Renumber(int[][] links) => [.. order.Select(node => Array.ConvertAll(links[node], target => position[target]))];
        var newParents = Renumber(parents);
        var newRequires = Renumber(requires);
        return new RevisionGraph([.. order.Select(node => sorted[node])], newParents, newRequires, Reverse(newParents), Reverse(newRequires));
    }

    private static int[][] Reverse(params int[][][] linkSets)
    {
        var counts = new int[linkSets[0].Length];
        foreach (var target in linkSets.SelectMany(links => links).SelectMany(targets => targets))
        {
            counts[target]++;
        }

        var reversed = Array.ConvertAll(counts, count => count == 0 ? [] : new int[count]);
        foreach (var links in linkSets)
        {
            for (var i = 0; i < links.Length; i++)
            {
                foreach (var target in links[i])
                {
                    reversed[target][^counts[target]--] = i;
                }
            }
        }

        return reversed;
    }

    private static int? LineOf(Revision revision, string key) =>
        RevisionHeaderReader.LineOf(key, revision.Source.Content, revision.Format);
}
