namespace SchemaMigrate.Backfills;

/// <summary>
/// Chooses columns that updates name without changing them (<c>SET k = t.k</c>). From 14 on the server tries to delete dead entries from a full
/// B-tree page before it splits it, but only when the update names no column of the index. In a walk by key the versions of the batches before are
/// dead, so in an index of another order it succeeds again and again for a few entries each, and costs as much as the update itself; naming a
/// column makes it split the page at once, as it does for one large UPDATE, whose own dead versions are not removable. Nothing else follows from it: values,
/// HOT, row locks and foreign keys are judged by values. Columns on which somebody could notice (a trigger OF the column, no privilege) are left alone.
/// </summary>
internal static class IndexCleanup
{
    private const int BottomUpDeletion = 14;

    /// <summary>In an index whose order follows that of the table this well, a page is full and done before its entries die.</summary>
    private const double Follows = 0.9;

    internal static IReadOnlyList<string> Columns(TableFacts table, WalkKey key, DefinitionShape shape, int serverMajor)
    {
        if (serverMajor < BottomUpDeletion || key.IsPhysical || shape.Columns.Count == 0)
        {
            return [];
        }

        var neutral = table.Columns.Where(column => column.IsNeutral && !column.IsPartitionKey).Select(column => column.Name).ToHashSet(StringComparer.Ordinal);
        var walked = key.Columns.Select(column => column.Name).ToHashSet(StringComparer.Ordinal);
        var named = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var index in table.Indexes.Where(index => index.Method == "btree" && index.Name != key.Index))
        {
            var entries = index.Columns.Count > 0 ? index.Columns.Select(column => column.Name).ToList() : index.Mentions;
            var follows = index.Correlation is { } correlation && Math.Abs(correlation) >= Follows;
            if (follows || entries.Any(column => shape.Columns.Contains(column, StringComparer.Ordinal) || named.Contains(column)))
            {
                continue;
            }

            if (entries.FirstOrDefault(column => neutral.Contains(column) && !walked.Contains(column)) is { } chosen)
            {
                named.Add(chosen);
            }
        }

        return [.. named];
    }
}
