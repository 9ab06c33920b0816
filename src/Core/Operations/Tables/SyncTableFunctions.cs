using SchemaMigrate.Sql;

namespace SchemaMigrate.Operations;

/// <summary>
/// Writes the bodies of the trigger functions of <see cref="SyncTable"/>. They name the tables by tokens that the catalog block replaces by names with schemas: no quoted
/// identifier can look like one, because it would have its quotes doubled.
/// </summary>
/// <param name="sync">The two tables.</param>
internal sealed class SyncTableFunctions(SyncTable sync)
{
    /// <summary>Stands for the table.</summary>
    public const string Table = "@\"table\"@";
    /// <summary>Stands for the part.</summary>
    public const string Part = "@\"part\"@";

    private readonly Identifier[] mine = [.. sync.Columns.Select(pair => pair.Column)];
    private readonly Identifier[] theirs = [.. sync.Columns.Select(pair => pair.Other)];

    /// <summary>Whether every row of the table has one in the part.</summary>
    public bool FillsAll => !sync.Sparse && sync.Flag is null;

    /// <summary>Whether an update of the table changed the key or a column, over OLD and NEW. Images are compared: json has no equality, and 1.0 instead of 1.00 is a write.</summary>
    public string Changed => Differ(Rows("NEW", [.. sync.Key, .. mine]), Rows("OLD", [.. sync.Key, .. mine]));

    /// <summary>The function of the table's triggers: brings what a row of it has to the part.</summary>
    public string Forth => $"""
        #variable_conflict use_column
        BEGIN
          IF TG_OP = 'DELETE' THEN
            DELETE FROM {Part} AS part WHERE {Refers("part", "OLD")};
            RETURN NULL;
          END IF;
          IF TG_OP = 'INSERT' THEN
            {FillIn("NEW", sync.Key)}
            RETURN NULL;
          END IF;
          IF {Differ(Rows("NEW", sync.Key), Rows("OLD", sync.Key))} THEN
            UPDATE {Part} AS part SET {List(sync.References.Zip(sync.Key, (reference, key) => $"{reference} = NEW.{key}"))} WHERE {Refers("part", "OLD")};
          END IF;
          UPDATE {Part} AS part SET {List(theirs.Zip(mine, (other, column) => $"{other} = {Newest("part", other, "NEW", column)}"))}
          WHERE {Refers("part", "NEW")}{Chosen("NEW")}
            AND {Differ(Rows("part", theirs), $"ROW({List(theirs.Zip(mine, (other, column) => Newest("part", other, "NEW", column)))})")};
          IF NOT FOUND AND {Any("NEW", mine)} AND NOT EXISTS (SELECT FROM {Part} AS part WHERE {Refers("part", "NEW")}) THEN
            INSERT INTO {Part} AS part ({List([.. sync.References, .. theirs])}) VALUES ({List(sync.Key.Concat(mine).Select(column => $"NEW.{column}"))}){OnConflict};
          END IF;
          RETURN NULL;
        END
        """;

    /// <summary>The function of the part's triggers: brings what a row of it has to the table. The row of the table is locked first, as its own writers do.</summary>
    public string Back => $"""
        #variable_conflict use_column
        BEGIN
          IF TG_WHEN = 'BEFORE' THEN
            {Lock("NEW")}
            {(sync.Flag is null ? Complete : "")}
            RETURN NEW;
          END IF;
          {(FillsAll ? $"IF TG_NARGS > 0 THEN\n{FillIn("OLD", sync.References)}\nRETURN NULL;\nEND IF;" : "")}
          IF TG_OP = 'DELETE' OR TG_OP = 'UPDATE' AND {Differ(Rows("NEW", sync.References), Rows("OLD", sync.References))} THEN
            {Refresh("OLD", gone: true)}
          END IF;
          IF TG_OP <> 'DELETE' THEN
            {Refresh("NEW", gone: false)}
          END IF;
          RETURN NULL;
        END
        """;

    /// <summary>The function that gives the row of the part that belongs to a key.</summary>
    public string Row => $"""
        BEGIN
          RETURN (SELECT part FROM {Part} AS part WHERE {string.Join(" AND ", sync.References.Select((column, i) => $"part.{column} = ${i + 1}"))}{OrderBy("part")} LIMIT 1);
        END
        """;

    // Two may insert at the same time; the row that came first gets what was changed here.
    private string OnConflict => sync.Order.Count > 0 ? "" : $"""

            ON CONFLICT ({sync.References}) DO UPDATE SET {List(theirs.Zip(mine, (other, column) => $"{other} = {Newest("part", other, "EXCLUDED", other, column)}"))}
            WHERE {Differ(Rows("part", theirs), $"ROW({List(theirs.Zip(mine, (other, column) => Newest("part", other, "EXCLUDED", other, column)))})")}
        """;

    // A row that nothing but the fill made is in nobody's way; where there is none yet, what the writer left out is what the table has.
    private string Complete
    {
        get
        {
            var placeholder = $"""
                IF pg_catalog.pg_trigger_depth() = 1 THEN
                  DELETE FROM {Part} AS part WHERE {Same("part", sync.References, "NEW", sync.References)} AND pg_catalog.num_nonnulls({List(theirs.Select(column => $"part.{column}"))}) = 0
                    AND pg_catalog.jsonb_strip_nulls(pg_catalog.to_jsonb(part){string.Concat(sync.References.Select(column => $" - {Literal.Of(column.Name)}"))}) = '{"{}"}'::pg_catalog.jsonb;
                END IF;
                """;
            return $"""
                IF EXISTS (SELECT FROM {Part} AS part WHERE {Same("part", sync.References, "NEW", sync.References)}) THEN
                  {(FillsAll ? placeholder : "NULL;")}
                ELSIF EXISTS (SELECT FROM {Table} AS whole WHERE {Belongs("NEW")}) THEN
                  SELECT {List(theirs.Zip(mine, (other, column) => $"coalesce(NEW.{other}, whole.{column})"))} INTO {List(theirs.Select(column => $"NEW.{column}"))}
                  FROM {Table} AS whole WHERE {Belongs("NEW")};
                END IF;
                """;
        }
    }

    private string FillIn(string row, ValueList<Identifier> columns) => $"""
        INSERT INTO {Part} ({List([.. sync.References, .. theirs])})
        SELECT {List(sync.Key.Concat(mine).Select(column => $"whole.{column}"))} FROM {Table} AS whole
        WHERE {Same("whole", sync.Key, row, columns)}{(FillsAll ? "" : $" AND {Any("whole", mine)}")}
          AND NOT EXISTS (SELECT FROM {Part} AS part WHERE {Refers("part", "whole")})
        ON CONFLICT DO NOTHING;
        """;

    // With one row at most the row that was written is what counts. With several the row of the table is locked, so that nobody else chooses meanwhile.
    private string Refresh(string row, bool gone)
    {
        if (sync.Order.Count > 0)
        {
            var chosen = $"SELECT {List(theirs.Select((column, i) => $"part.{column} AS v{i}"))}, true AS present FROM {Part} AS part "
                + $"WHERE {Refers("part", "whole")}{OrderBy("part")} LIMIT 1";
            var flag = sync.Flag is { } name ? $", {name}" : "";
            return $"""
                {Lock(row)}
                UPDATE {Table} AS whole SET ({List(mine)}{flag}) = (SELECT {List(theirs.Select((_, i) => $"chosen.v{i}"))}{(sync.Flag is null ? "" : ", chosen.present")} FROM ({chosen}) AS chosen)
                WHERE {Belongs(row)} AND NOT EXISTS (SELECT FROM ({chosen}) AS chosen
                  WHERE pg_catalog.record_image_eq(ROW({List(theirs.Select((_, i) => $"chosen.v{i}"))}), {Rows("whole", mine)}){(sync.Flag is { } known ? $" AND whole.{known}" : "")});
                """;
        }

        var set = mine.Zip(theirs, (column, other) => $"{column} = {(gone ? "NULL" : $"{row}.{other}")}").Concat(sync.Flag is { } there ? [$"{there} = {(gone ? "false" : "true")}"] : []);
        var differs = gone ? Any("whole", mine) : Differ(Rows("whole", mine), Rows(row, theirs));
        var unknown = sync.Flag is { } has ? $" OR whole.{has} IS {(gone ? "NOT FALSE" : "NOT TRUE")}" : "";
        return $"UPDATE {Table} AS whole SET {List(set)} WHERE {Belongs(row)} AND ({differs}{unknown});";
    }

    private string Lock(string row) => $"PERFORM FROM {Table} AS whole WHERE {Belongs(row)} FOR NO KEY UPDATE;";

    private string Chosen(string row) => sync.Order.Count == 0 ? "" :
        $" AND part.{sync.Order[^1]} = (SELECT other.{sync.Order[^1]} FROM {Part} AS other WHERE {Refers("other", row)}{OrderBy("other")} LIMIT 1)";

    private string OrderBy(string alias) => sync.Order.Count == 0 ? "" :
        $" ORDER BY {List(sync.Order.Select(column => $"{alias}.{column}{(sync.Last ? " DESC" : "")}"))}";

    // What this write changed wins; what it left alone is the other side's.
    private static string Newest(string alias, Identifier other, string row, Identifier column, Identifier? changed = null) =>
        $"CASE WHEN {Differ($"ROW(NEW.{changed ?? column})", $"ROW(OLD.{changed ?? column})")} THEN {row}.{column} ELSE {alias}.{other} END";

    private string Refers(string alias, string row) => Same(alias, sync.References, row, sync.Key);

    private string Belongs(string row) => Same("whole", sync.Key, row, sync.References);

    private static string Same(string alias, ValueList<Identifier> columns, string row, ValueList<Identifier> values) =>
        string.Join(" AND ", columns.Zip(values, (column, value) => $"{alias}.{column} = {row}.{value}"));

    private static string Any(string row, IEnumerable<Identifier> columns) => $"pg_catalog.num_nonnulls({List(columns.Select(column => $"{row}.{column}"))}) > 0";

    private static string Differ(string one, string other) => $"pg_catalog.record_image_ne({one}, {other})";

    private static string Rows(string row, IEnumerable<Identifier> columns) => $"ROW({List(columns.Select(column => $"{row}.{column}"))})";

    private static string List<T>(IEnumerable<T> items) => string.Join(", ", items);
}
