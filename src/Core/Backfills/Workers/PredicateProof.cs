using SchemaMigrate.Connections;

namespace SchemaMigrate.Backfills;

/// <summary>Counts the rows that still match the predicate, range by range so that no snapshot is held for long, and beyond the last range too.</summary>
internal sealed class PredicateProof(ProcessContext context, DatabaseSession session, IReadOnlyList<WalkedRange> ranges)
{
    private const int Samples = 5;

    internal async Task<long> CountAsync(CancellationToken cancellationToken)
    {
        long count = 0;
        foreach (var (range, part) in Parts())
        {
            count += await session.ScalarAsync<long>(context.StatementFor(range.RelationName, range.Key).CountRows(part), cancellationToken);
        }

        return count;
    }

    /// <summary>Keys of some of these rows.</summary>
    internal async Task<IReadOnlyList<string>> SamplesAsync(CancellationToken cancellationToken)
    {
        var samples = new List<string>();
        foreach (var (range, part) in Parts())
        {
            var found = await session.QueryAsync(
                context.StatementFor(range.RelationName, range.Key).FindRows(part, Samples - samples.Count), row => row.GetFieldValue<string[]>(0), cancellationToken);
            samples.AddRange(found.Select(key => $"({string.Join(", ", key)})"));
            if (samples.Count >= Samples)
            {
                break;
            }
        }

        return samples;
    }

    // Every leaf's ranges of its first walk, and what lies behind their last bound.
    private IEnumerable<(WalkedRange Range, KeyRange Part)> Parts()
    {
        foreach (var leaf in ranges.GroupBy(range => range.Relation))
        {
            var first = leaf.Min(range => range.Pass);
            WalkedRange? last = null;
            foreach (var range in leaf.Where(range => range.Pass == first).OrderBy(range => range.Ordinal))
            {
                last = range;
                yield return (range, range.Bounds);
            }

            yield return (last!, new KeyRange(last!.Bounds.Upper, null));
        }
    }
}
