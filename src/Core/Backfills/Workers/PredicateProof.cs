using SchemaMigrate.Connections;

namespace SchemaMigrate.Backfills;

/// <summary>
/// Counts the rows that still match the predicate, and those beyond the last range too. A small table is read at once, in the order of its pages; a large one range by range, so that
/// no snapshot is held for long, though the way through the index takes ten times as long.
/// </summary>
/// <param name="context">The backfill.</param>
/// <param name="session">Where to count.</param>
/// <param name="leaves">The tables.</param>
/// <param name="ranges">What was walked of them.</param>
internal sealed class PredicateProof(ProcessContext context, DatabaseSession session, IReadOnlyList<LeafTable> leaves, IReadOnlyList<WalkedRange> ranges)
{
    // Pages of 8 KiB: 1 GiB, which is read in about a second or two.
    private const long Small = 131_072;
    private const int Samples = 5;

    internal async Task<long> CountAsync(CancellationToken cancellationToken)
    {
        long count = 0;
        foreach (var (range, part) in Parts(leaves, ranges))
        {
            count += await session.ScalarAsync<long>(context.StatementFor(range.RelationName, range.Key).CountRows(part), cancellationToken);
        }

        return count;
    }

    /// <summary>Keys of some of these rows.</summary>
    internal async Task<IReadOnlyList<string>> SamplesAsync(CancellationToken cancellationToken)
    {
        var samples = new List<string>();
        foreach (var (range, part) in Parts(leaves, ranges))
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

    /// <summary>Every small leaf as a whole; of the others the ranges of their first walk, and what lies behind their last bound.</summary>
    internal static IEnumerable<(WalkedRange Range, KeyRange Part)> Parts(IReadOnlyList<LeafTable> leaves, IReadOnlyList<WalkedRange> ranges)
    {
        foreach (var leaf in ranges.GroupBy(range => range.Relation))
        {
            if (leaves.Any(table => table.Oid == leaf.Key && table.Blocks <= Small))
            {
                yield return (leaf.First(), new KeyRange(null, null));
                continue;
            }

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
