using SchemaMigrate.Sql;

namespace SchemaMigrate.Backfills;

/// <summary>
/// Writes the statements of one leaf table: the one that finds where a batch ends, and the one that changes the batch's rows and sets the
/// checkpoint. The latter is a single statement, so that nothing can come between and no transaction is ever left open by a client that died.
/// </summary>
/// <param name="definition">What is done.</param>
/// <param name="shape">What the parser says about it.</param>
/// <param name="journal">Schema of the journal.</param>
/// <param name="leaf">The leaf table, quoted and with its schema.</param>
/// <param name="key">What it is walked by.</param>
/// <param name="touched">Columns to be named in the update without being changed.</param>
internal sealed class BatchStatement(
    BackfillDefinition definition, DefinitionShape shape, Identifier journal, string leaf, WalkKey key, IReadOnlyList<string> touched)
{
    // The name that expressions may use is that of the table, whichever partition is at work.
    private readonly string alias = QualifiedName.Parse(definition.Table).Name.ToString();

    /// <summary>Finds the key of the n-th row of a range; no row when the range has fewer.</summary>
    internal string FindEnd(KeyRange range, long rows) =>
        // Only the row that is kept is turned into text; those before it are passed over in the index.
        $"SELECT {OwnQuery.Mark} {RangeCondition.TextArray(key, "e")} FROM (SELECT {string.Join(", ", key.Columns.Select(column => column.Quoted))} FROM ONLY {leaf} AS {alias} "
        + $"WHERE {RangeCondition.Of(key, range, alias)} ORDER BY {RangeCondition.Order(key, alias)} OFFSET {rows - 1} LIMIT 1) AS e";

    /// <summary>Finds the keys of the rows of a range that match the predicate, at most so many.</summary>
    internal string FindRows(KeyRange range, long limit) =>
        $"SELECT {OwnQuery.Mark} {RangeCondition.TextArray(key, alias)} FROM ONLY {leaf} AS {alias} WHERE {Filter(range, false)} ORDER BY {RangeCondition.Order(key, alias)} LIMIT {limit}";

    /// <summary>Counts the rows of a range that match the predicate.</summary>
    internal string CountRows(KeyRange range) => $"SELECT {OwnQuery.Mark} count(*) FROM ONLY {leaf} AS {alias} WHERE {Filter(range, false)}";

    /// <summary>The last key there is.</summary>
    internal string LastKey =>
        $"SELECT {OwnQuery.Mark} {RangeCondition.TextArray(key, alias)} FROM ONLY {leaf} AS {alias} ORDER BY {RangeCondition.Order(key, alias, " DESC")} LIMIT 1";

    /// <summary>
    /// Changes the rows of a range and sets the checkpoint. Parameters: job, ordinal, token, batches so far, new cursor, done, lease in ms. The statement stands in it as a
    /// literal, so that who looks at the server's activity can read it.
    /// </summary>
    /// <param name="range">The range of the batch.</param>
    /// <param name="repeated">Whether rows that have their value already are left alone: in every pass but the first.</param>
    internal string Change(KeyRange range, bool repeated) =>
        $"SELECT {journal}.backfill_batch($1, $2, $3, $4, $5, $6, $7, {Literal.Of($"{Dml(range, repeated)} {OwnQuery.Mark}")}, {InRange(range)}, {Literal.Of(SetsKey)})";

    /// <summary>The statement that changes the rows of a range, as people read it.</summary>
    internal string Dml(KeyRange range, bool repeated)
    {
        if (definition.Sql is not null)
        {
            return shape.SqlWithRange(RangeCondition.Of(key, range));
        }

        var filter = Filter(range, repeated, locks: true);
        if (definition.InsertInto is { } destination)
        {
            var columns = string.Join(", ", definition.Set.Select(assignment => Identifier.Parse(assignment.Column).ToString()));
            var values = string.Join(", ", definition.Set.Select(assignment => $"({assignment.Expression}\n)"));
            return $"INSERT INTO {QualifiedName.Parse(destination)} ({columns}) SELECT {values} FROM ONLY {leaf} AS {alias} WHERE {filter} "
                + $"ORDER BY {RangeCondition.Order(key, alias)}{(definition.SkipExisting ? $" FOR SHARE OF {alias} ON CONFLICT DO NOTHING" : "")}";
        }

        var sets = definition.Set.Select(assignment => $"{Identifier.Parse(assignment.Column)} = ({assignment.Expression}\n)")
            .Concat(touched.Select(column => $"{new Identifier(column)} = {alias}.{new Identifier(column)}"));
        return $"UPDATE ONLY {leaf} AS {alias} SET {string.Join(", ", sets)} WHERE {filter}";
    }

    /// <summary>
    /// Locks the rows of a range in the order of the key, so that two batches and an orderly application cannot deadlock. A change that comes after it in the same
    /// transaction computes each row once, from what the row holds now: without it, a row that others are changing is computed twice, the first time from what it held
    /// before, and a function that keeps what it was called with keeps that.
    /// </summary>
    internal string LockRows(KeyRange range, bool repeated) =>
        $"SELECT {OwnQuery.Mark} count(*) FROM (SELECT FROM ONLY {leaf} AS {alias} WHERE {Filter(range, repeated, locks: true)} ORDER BY {RangeCondition.Order(key, alias)} FOR NO KEY UPDATE) locked";

    private string Filter(KeyRange range, bool repeated, bool locks = false)
    {
        var filter = RangeCondition.Of(key, range, alias);
        if (definition.Where is { } where)
        {
            // When a row turns out to be locked, the server looks again at what it holds then, but only at that row: it takes a NOT EXISTS that was made a join for
            // still true. Within CASE it stays a query of its own, which is asked again.
            filter += locks && shape.HasSubquery ? $" AND CASE WHEN ({where}\n) THEN true ELSE false END" : $" AND ({where}\n)";
        }

        if (repeated && definition.InsertInto is null)
        {
            var differs = definition.Set.Select(assignment => $"{alias}.{Identifier.Parse(assignment.Column)} IS DISTINCT FROM ({assignment.Expression}\n)");
            filter += $" AND ({string.Join(" OR ", differs)})";
        }

        return filter;
    }

    private bool SetsKey => key.Columns.Any(column => shape.Columns.Contains(column.Name, StringComparer.Ordinal));

    // The condition that a row which kept its key still meets. Positions always change and prove nothing; an INSERT and an author's own statement return no key.
    private string InRange(KeyRange range) =>
        key.IsPhysical || definition.InsertInto is not null || definition.Sql is not null || range is { Lower: null, Upper: null } ? "NULL" : Literal.Of(RangeCondition.Of(key, range, alias)).ToString();
}
