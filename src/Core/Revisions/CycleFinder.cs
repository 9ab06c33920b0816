namespace SchemaMigrate.Revisions;

/// <summary>Names the circles among revisions that a topological sort had to leave over.</summary>
internal static class CycleFinder
{
    /// <summary>One problem per circle, with its files in order.</summary>
    /// <param name="revisions">All revisions.</param>
    /// <param name="parents">The parents of each.</param>
    /// <param name="requires">The required revisions of each.</param>
    /// <param name="open">Greater than zero for every revision that the sort left over; each of these depends on another one.</param>
    public static IEnumerable<RevisionProblem> Find(Revision[] revisions, int[][] parents, int[][] requires, int[] open)
    {
        // Following one left-over dependency from each revision must run into a circle; every circle is met once.
        var walkOf = new int[revisions.Length];
        for (var start = 0; start < revisions.Length; start++)
        {
            if (open[start] == 0 || walkOf[start] != 0)
            {
                continue;
            }

            var walk = new List<int>();
            var node = start;
            while (walkOf[node] == 0)
            {
                walkOf[node] = start + 1;
                walk.Add(node);
                node = parents[node].Concat(requires[node]).First(target => open[target] > 0);
            }

            if (walkOf[node] == start + 1)
            {
                yield return Describe(revisions, parents, walk[walk.IndexOf(node)..]);
            }
        }
    }

    private static RevisionProblem Describe(Revision[] revisions, int[][] parents, List<int> circle)
    {
        var smallest = circle.IndexOf(circle.Min());
        int[] ring = [.. circle[smallest..], .. circle[..smallest], circle[smallest]];
        var first = revisions[ring[0]];
        if (ring.Length == 2)
        {
            return Problem(first, $"{first.FileName} (revision {first.Id}) names itself in its header.");
        }

        var links = ring.Zip(ring.Skip(1), (from, to) =>
            $"{revisions[from].FileName} ({revisions[from].Id}) {(Array.IndexOf(parents[from], to) >= 0 ? "has the parent" : "requires")} ");
        return Problem(first, $"Revisions depend on each other in a circle: {string.Concat(links)}{first.FileName}.");
    }

    private static RevisionProblem Problem(Revision revision, string message) =>
        new(RevisionErrors.RevisionCycle, message, revision.Path);
}
