namespace SchemaMigrate.Backfills;

/// <summary>What an author should know before a backfill is started. Pure.</summary>
internal static class BackfillWarnings
{
    internal static IEnumerable<string> Of(
        BackfillDefinition definition, BackfillOptions options, DefinitionShape shape, TableFacts table, WalkKey key, IReadOnlyList<string> triggers)
    {
        if (triggers.Count > 0)
        {
            yield return $"Triggers fire for every row: {string.Join(", ", triggers)}. One that writes rows doubles the WAL; one that returns NULL keeps its row from being changed.";
        }

        if (definition.Where is null && definition.Sql is null)
        {
            yield return "There is no predicate: the proof can only say that every range was walked, not that no row was missed that came or changed its key during the run.";
        }
        else if (definition.Where is not null && !shape.Converges && definition.InsertInto is null)
        {
            yield return "An expression reads a column that is set or holds a query, so rows are never walked twice: rows that come behind the walk stay, and the proof names them.";
        }

        if (key.IsPhysical)
        {
            yield return "There is no key: rows are walked by physical position, and passes are repeated until none matches. Rows that cannot be changed stop the backfill.";
        }

        if (definition.InsertInto is null && definition.Sql is null)
        {
            var indexed = table.Indexes.Where(index => index.Mentions.Intersect(shape.Columns, StringComparer.Ordinal).Any()).Select(index => index.Name).ToList();
            if (indexed.Count > 0)
            {
                yield return $"No update can be HOT: {string.Join(", ", indexed)} hold{(indexed.Count == 1 ? "s" : "")} a column that is set. Building the index after the backfill is cheaper.";
            }
            else if (table.FillFactor == 100 && table.EstimatedRows > 1_000_000)
            {
                yield return "Pages are full (fillfactor 100), so few updates can be HOT and the table grows by up to its size.";
            }
        }

        if (table.IsPublished)
        {
            yield return "The table is published: every change also goes to its subscribers.";
        }

        if (table.RowSecurityApplies)
        {
            yield return "Row security applies to this role: rows that its policies hide are not walked, and the proof does not see them.";
        }

        if (table.EstimatedRows == 0 && table.Leaves.Any(leaf => leaf.Blocks > 0))
        {
            yield return "The table was never analyzed, so there is one range, one worker can work, and no estimate. Run ANALYZE first.";
        }

        if (options.Workers > 1 && table.Leaves.Count == 1 && table.EstimatedRows is > 0 and < 100_000)
        {
            yield return "The table is small: more than one worker gains nothing.";
        }
    }
}
