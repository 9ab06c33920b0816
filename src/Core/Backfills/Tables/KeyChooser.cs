using SchemaMigrate.Errors;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Backfills;

/// <summary>Chooses what a table is walked by. Pure.</summary>
internal static class KeyChooser
{
    private static readonly HashSet<string> Narrow =
        ["pg_catalog.int2", "pg_catalog.int4", "pg_catalog.int8", "pg_catalog.uuid", "pg_catalog.oid", "pg_catalog.timestamptz", "pg_catalog.timestamp", "pg_catalog.date"];

    /// <summary>
    /// The primary key; else the unique index with the fewest and narrowest columns; else physical positions. A wish is followed when a
    /// unique index begins with exactly these columns in this order.
    /// </summary>
    /// <exception cref="MigrationException"><see cref="BackfillErrors.BackfillKeyMissing"/>: there is no index for the wish.</exception>
    internal static WalkKey Choose(string table, IReadOnlyList<IndexCandidate> indexes, IReadOnlyList<string>? wish)
    {
        var walkable = indexes.Where(index => index.IsWalkable);
        if (wish is { Count: > 0 })
        {
            var wanted = wish.Select(name => Identifier.Parse(name).Name).ToList();
            var match = walkable.FirstOrDefault(index => index.Columns.Select(column => column.Name).SequenceEqual(wanted, StringComparer.Ordinal));
            return match is not null
                ? Key(match)
                : throw new MigrationException(
                    BackfillErrors.BackfillKeyMissing,
                    $"{table} has no valid unique b-tree index on exactly ({string.Join(", ", wanted)}), all NOT NULL and of one direction.") { Target = table };
        }

        var best = walkable
            .OrderByDescending(index => index.IsPrimary)
            .ThenBy(index => index.Columns.Count)
            .ThenBy(index => index.Columns.Count(column => !Narrow.Contains(column.Type)))
            .ThenBy(index => index.Name, StringComparer.Ordinal)
            .FirstOrDefault();
        return best is null ? WalkKey.Physical : Key(best);
    }

    private static WalkKey Key(IndexCandidate index) => new(index.Columns, index.Name);
}
