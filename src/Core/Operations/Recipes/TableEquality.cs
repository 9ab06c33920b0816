namespace SchemaMigrate.Operations;

/// <summary>Proves that two tables which are kept equal are, and makes them so again.</summary>
/// <param name="sync">The two tables.</param>
internal sealed class TableEquality(SyncTable sync)
{
    /// <summary>Fails when a row differs, with the query that shows all of them.</summary>
    public AssertData Assertion()
    {
        var matches = string.Join(" AND ", sync.Key.Zip(sync.References, (key, reference) => $"whole.{key} = part.{reference}"));
        var chosen = $"LATERAL (SELECT part.* FROM {sync.Part} AS part WHERE {matches} ORDER BY {string.Join(", ", sync.Order.Select(column => $"part.{column}{(sync.Last ? " DESC" : "")}"))} LIMIT 1) AS part ON true";
        var rest = sync.Flag is { } flag
            ? $"FROM {sync.Table} AS whole LEFT JOIN {(sync.Order.Count > 0 ? chosen : $"{sync.Part} AS part ON {matches}")} "
                + $"WHERE {Differ("whole", "part")} OR (part.{sync.References[0]} IS NOT NULL) <> (whole.{flag} IS TRUE)"
            : $"FROM {sync.Table} AS whole FULL JOIN {sync.Part} AS part ON {matches} WHERE whole.{sync.Key[0]} IS NULL OR {Differ("whole", "part")}";
        return new AssertData(new($"SELECT 1 {rest} LIMIT 1"), AssertionExpectation.NoRows,
            $"Rows of {sync.Table.Display} and {sync.Part.Display} differ: something wrote past the triggers that keep them equal, TRUNCATE for one. This shows them: SELECT * {rest}");
    }

    /// <summary>
    /// Brings back to the table what the part has. A function reads it, because what a function reads is of the moment at which it does: a query within the statement would
    /// read what was there when the batch began, and undo what a writer changed since. Rows of the table are locked before those of the part, as writers do.
    /// </summary>
    /// <param name="name">The backfill.</param>
    public UpdateData RefillTable(string name)
    {
        var table = sync.Table.Name;
        var row = $"({sync.RowFunction}({string.Join(", ", sync.Key.Select(key => $"{table}.{key}"))}))";
        var matches = string.Join(" AND ", sync.Key.Zip(sync.References, (key, reference) => $"part.{reference} = {table}.{key}"));
        return new UpdateData(sync.Table, [.. sync.Columns.Select(pair => new DataAssignment(pair.Column, new($"{row}.{pair.Other}")))])
        {
            // A count cannot become a join, which would read the part anew for each batch.
            Where = new($"(SELECT count(*) FROM {sync.Part} AS part WHERE {matches} AND {Differ(table.ToString(), "part")}) > 0"),
            Name = name,
            NothingToUndo = true,
        };
    }

    private string Differ(string whole, string part) =>
        $"pg_catalog.record_image_ne(ROW({string.Join(", ", sync.Columns.Select(pair => $"{whole}.{pair.Column}"))}), ROW({string.Join(", ", sync.Columns.Select(pair => $"{part}.{pair.Other}"))}))";
}
