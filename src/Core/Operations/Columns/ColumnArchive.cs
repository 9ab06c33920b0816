using SchemaMigrate.Sql;

namespace SchemaMigrate.Operations;

/// <summary>
/// A table that takes the values of a column before it is dropped, by the key of their row. A trigger keeps it up to date from the beginning to the drop, so that no write in between is lost; what is there is copied in batches.
/// </summary>
/// <param name="Table">The table.</param>
/// <param name="Column">The column.</param>
/// <param name="To">The archive.</param>
/// <param name="Key">The columns that identify a row.</param>
internal sealed record ColumnArchive(QualifiedName Table, Identifier Column, QualifiedName To, ValueList<Identifier> Key)
{
    private Identifier Trigger => DerivedName.Of("zz_archive", [Table.Name.Name, Column.Name]);

    private Identifier Truncation => DerivedName.Of("zz_truncate", [Table.Name.Name, Column.Name]);

    private QualifiedName Function => Table.Sibling(Trigger);

    private string Purpose => $"takes the values of {Column.Name} until it is dropped";

    private string SameKey(string one, string other) => string.Join(" AND ", Key.Select(key => $"{one}.{key} = {other}.{key}"));

    /// <summary>Everything before the drop.</summary>
    public IEnumerable<OperationStep> Fill()
    {
        yield return new SqlOperationStep(string.Join(";\n",
            $"CREATE TABLE {To} AS SELECT {Key}, {Column} FROM {Table} WITH NO DATA",
            $"ALTER TABLE {To} ADD PRIMARY KEY ({Key})",
            $"COMMENT ON TABLE {To} IS {Literal.Of($"SchemaMigrate: values of {Table.Display}.{Column.Name}, which was dropped, by the key of their row")}",
            TriggerFunction.Create(Function, Body, asOwner: true),
            TriggerFunction.Comment(Function, Purpose),
            $"CREATE TRIGGER {Trigger} AFTER INSERT OR UPDATE OR DELETE ON {Table} FOR EACH ROW EXECUTE FUNCTION {Function}()",
            TriggerFunction.Comment(Trigger, Table, Purpose),
            $"CREATE TRIGGER {Truncation} AFTER TRUNCATE ON {Table} FOR EACH STATEMENT EXECUTE FUNCTION {Function}()",
            TriggerFunction.Comment(Truncation, Table, Purpose))) { StartsTransaction = true, EndsTransaction = true };

        // A row that is deleted at this moment is either passed over or waited for, and then the trigger takes it away again.
        yield return new BackfillOperationStep(BackfillNames.Of(Table, Column.Name, "archive"), Table, [], null, new BackfillPace())
        {
            Insert = $"INSERT INTO {To} ({Key}, {Column}) SELECT {Key}, {Column} FROM {Table} WHERE {{range}} FOR KEY SHARE ON CONFLICT DO NOTHING",
        };
        yield return new AssertionOperationStep(
            $"SELECT 1 FROM {Table} AS source WHERE NOT EXISTS (SELECT FROM {To} AS kept WHERE {SameKey("kept", "source")} AND pg_catalog.record_image_eq(ROW(kept.{Column}), ROW(source.{Column}))) LIMIT 1",
            AssertionExpectation.NoRows, $"Rows of {Table.Display} have a value in {Column.Name} that {To.Display} has not: something wrote past the trigger that keeps it up to date.");
    }

    /// <summary>What ends the keeping up to date, together with the drop.</summary>
    public string End => $"DROP TRIGGER {Trigger} ON {Table};\nDROP TRIGGER {Truncation} ON {Table};\nDROP FUNCTION {Function}()";

    /// <summary>What fills the column again and drops the archive.</summary>
    /// <param name="hasDefault">Whether rows have a value when the column is back.</param>
    public IEnumerable<Operation> Restore(bool hasDefault)
    {
        var kept = $"FROM {To} AS kept WHERE {SameKey("kept", Table.Name.ToString())}";

        // A value that somebody has written since the column is back is newer than what was kept; a default is not.
        var missing = hasDefault
            ? $"pg_catalog.record_image_ne(ROW(kept.{Column}), ROW({Table.Name}.{Column}))"
            : $"{Table.Name}.{Column} IS NULL AND kept.{Column} IS NOT NULL";
        yield return new UpdateData(Table, [new DataAssignment(Column, new($"(SELECT kept.{Column} {kept})"))])
        {
            Where = new($"EXISTS (SELECT {kept} AND {missing})"),
            Name = BackfillNames.Of(Table, Column.Name, "restore"),
            NothingToUndo = true,
        };
        yield return new InvokeSql($"DROP TABLE {To}").WithoutDowngrade("Dropping the column again makes it again.");
    }

    private string Body => $"""
        #variable_conflict use_column
        BEGIN
          IF TG_OP = 'TRUNCATE' THEN
            TRUNCATE {To};
            RETURN NULL;
          END IF;
          IF TG_OP = 'DELETE' OR TG_OP = 'UPDATE' AND NOT ({SameKey("NEW", "OLD")}) THEN
            DELETE FROM {To} AS kept WHERE {SameKey("kept", "OLD")};
          END IF;
          IF TG_OP <> 'DELETE' THEN
            INSERT INTO {To} AS kept ({Key}, {Column}) VALUES ({string.Join(", ", Key.Select(key => $"NEW.{key}"))}, NEW.{Column}) ON CONFLICT ({Key}) DO UPDATE SET {Column} = EXCLUDED.{Column};
          END IF;
          RETURN NULL;
        END
        """;
}
