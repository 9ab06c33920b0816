using SchemaMigrate.Sql;

namespace SchemaMigrate.Operations;

/// <summary>The rows of a table that is merged into another one.</summary>
/// <param name="sync">The two tables; the part is the one that is merged.</param>
internal sealed class MergedRows(SyncTable sync)
{
    private Identifier Flag => sync.Flag!.Value;

    private string Parent => sync.Table.Name.ToString();

    // A count cannot become a join, which would read the other table anew for each batch: each row is looked up by its key.
    private string RowsOf => $"(SELECT count(*) FROM {sync.Part} AS part WHERE {Matches("part", Parent)})";

    /// <summary>
    /// Fills the merged columns. What is read is what a function reads at that moment; a row that a writer's trigger has filled meanwhile has its flag, and is left alone.
    /// </summary>
    /// <param name="name">The backfill.</param>
    public UpdateData Fill(string name)
    {
        var row = $"({sync.RowFunction}({string.Join(", ", sync.Key.Select(key => $"{Parent}.{key}"))}))";
        return new UpdateData(sync.Table,
        [
            .. sync.Columns.Select(pair => new DataAssignment(pair.Column, new($"{row}.{pair.Other}"))),
            new DataAssignment(Flag, new($"{row}.{sync.References[0]} IS NOT NULL")),
        ])
        {
            Where = new($"{Parent}.{Flag} IS NOT TRUE AND {RowsOf} > 0"),
            Name = name,
            NothingToUndo = true,
        };
    }

    /// <summary>Makes the rows that are missing: none, while both are kept equal; all, after the table was dropped and created again.</summary>
    /// <param name="name">The backfill.</param>
    public UpdateData Refill(string name)
    {
        var values = string.Join(", ", sync.Columns.Select(pair => $"{Parent}.{pair.Column}"));
        var refill = new UpdateData(sync.Table,
        [
            .. sync.References.Zip(sync.Key, (reference, key) => new DataAssignment(reference, new(key.ToString()))),
            .. sync.Columns.Select(pair => new DataAssignment(pair.Other, new(pair.Column.ToString()))),
        ])
        {
            InsertInto = sync.Part,
            Where = new($"({Parent}.{Flag} OR pg_catalog.num_nonnulls({values}) > 0) AND {RowsOf} = 0"),
            Name = name,
        };
        return refill with { Undo = refill };
    }

    /// <summary>Fails while there is a row that belongs to none.</summary>
    public AssertData NoOrphans()
    {
        var rest = $"FROM {sync.Part} AS part WHERE NOT EXISTS (SELECT FROM {sync.Table} AS whole WHERE {Matches("part", "whole")})";
        return new AssertData(new($"SELECT 1 {rest} LIMIT 1"), AssertionExpectation.NoRows,
            $"Rows of {sync.Part.Display} belong to no row of {sync.Table.Display} and would not be merged. This shows them: SELECT * {rest}");
    }

    /// <summary>The condition for rows, as <c>part</c>, that have not been merged.</summary>
    public string NotMerged()
    {
        var orphan = $"NOT EXISTS (SELECT FROM {sync.Table} AS whole WHERE {Matches("part", "whole")})";
        if (sync.Order.Count == 0)
        {
            return orphan;
        }

        var (last, direction) = (sync.Order[^1], sync.Last ? " DESC" : "");
        var first = $"SELECT other.{last} FROM {sync.Part} AS other WHERE {string.Join(" AND ", sync.References.Select(column => $"other.{column} = part.{column}"))} "
            + $"ORDER BY {string.Join(", ", sync.Order.Select(column => $"other.{column}{direction}"))} LIMIT 1";
        return $"{orphan} OR part.{last} <> ({first})";
    }

    private string Matches(string part, string whole) => string.Join(" AND ", sync.References.Zip(sync.Key, (reference, key) => $"{part}.{reference} = {whole}.{key}"));
}
