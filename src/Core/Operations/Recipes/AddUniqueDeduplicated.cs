using SchemaMigrate.Sql;

namespace SchemaMigrate.Operations;

/// <summary>
/// Adds a unique constraint to a column that has duplicates: the first row of each group keeps its value, the others are changed, and what they had is kept in a
/// table, from which a downgrade puts it back. A duplicate that a writer brings in before the index is there makes its build fail; then the migrate phase has to be repeated.
/// </summary>
/// <param name="Constraint">The constraint, over one column.</param>
/// <param name="Duplicates">What happens to the others.</param>
/// <param name="KeepFirst">The order that says which row is the first; the last column of it must be unique, and none may be NULL.</param>
public sealed record AddUniqueDeduplicated(AddUnique Constraint, DuplicateValues Duplicates, ValueList<Identifier> KeepFirst) : Recipe
{
    /// <summary>The constraint, over one column.</summary>
    public AddUnique Constraint { get; } = Constraint is { Columns.Count: 1, NullsNotDistinct: false }
        ? Constraint
        : throw new Errors.MigrationException(OperationsErrors.ConflictingOptions, "-Deduplicate takes one column, and NULLs are distinct.") { Target = Constraint?.Name.Name };

    /// <summary>The order that says which row is the first.</summary>
    public ValueList<Identifier> KeepFirst { get; } = Required.Items(KeepFirst, "Say which row keeps its value: -KeepFirst created_at, id.");

    private QualifiedName Table => Constraint.Table;

    private Identifier Column => Constraint.Columns[0];

    private AddIndex Helper => new(Table, DerivedName.Of("zz_find", [Table.Name.Name, Column.Name]), [new(Column.ToString())]);

    private Quarantine Kept => new(Table, Column, [KeepFirst[^1]]);

    private QualifiedName Free => Table.Sibling(DerivedName.Of("zz_free", [Table.Name.Name, Column.Name]));

    /// <inheritdoc/>
    public override string Summary => $"Add unique constraint {Constraint.Name.Name} to {Table.Display} ({Column.Spelling}), with duplicates resolved";

    /// <inheritdoc/>
    public override IReadOnlyList<RecipePhase> Expand()
    {
        var backfill = BackfillNames.Of(Table, Column.Name, "unique");
        return
        [
            new RecipePhase(PhaseKind.Expand, "prepare for duplicates", [ColumnsAreThere(), Helper, Kept.Create(), .. Suffixes()]),
            new RecipePhase(PhaseKind.Migrate, "resolve duplicates", [Resolve(backfill)]),
            new RecipePhase(PhaseKind.Contract, "refuse duplicates",
            [
                NoDuplicates(),
                Constraint,
                new RemoveIndex(Helper.QualifiedName) { Restore = Helper },
            ])
            { Gates = [$"backfill({backfill})"] },
        ];
    }

    /// <inheritdoc/>
    public override string ToScript() =>
        $"{Constraint.ToScript()}{new PowerShellCommand("").Parameter("Deduplicate", Duplicates.ToString()).Parameter("KeepFirst", KeepFirst.Select(column => column.Spelling))}";

    // The row comparison of PostgreSQL's functions, unlike that of its operators, has an order for NULL.
    private string Earlier
    {
        get
        {
            var table = Table.Name;
            var mine = string.Join(", ", KeepFirst.Select(column => $"{table}.{column}"));
            var theirs = string.Join(", ", KeepFirst.Select(column => $"earlier.{column}"));
            return $"EXISTS (SELECT FROM {Table} earlier WHERE earlier.{Column} = {table}.{Column} AND pg_catalog.record_lt(ROW({theirs}), ROW({mine})))";
        }
    }

    // The migrate phase is late for learning that a column is missing.
    private AssertData ColumnsAreThere() =>
        new(new(TriggerFunction.Check(Table, [.. KeepFirst.Select(column => column.ToString())])), AssertionExpectation.NoRows, $"-KeepFirst takes columns of {Table.Display}.");

    private UpdateData Resolve(string backfill)
    {
        var replacement = Duplicates == DuplicateValues.Null ? "NULL" : $"{Free}({Table.Name}.{Column}::text, {Table.Name}.{KeepFirst[^1]}::text)";
        return new UpdateData(Table, [new DataAssignment(Column, new(Kept.Keep("duplicate", replacement)))])
        {
            Where = new(Earlier),
            Name = backfill,
            Undo = new UpdateData(Table, [new DataAssignment(Column, new(Kept.Give))]) { Where = new(Kept.Replaced), Name = BackfillNames.Of(Table, Column.Name, "duplicates") },
        };
    }

    private AssertData NoDuplicates() => new(
        new($"SELECT 1 FROM {Table} WHERE {Column} IS NOT NULL GROUP BY {Column} HAVING count(*) > 1 LIMIT 1"), AssertionExpectation.NoRows,
        $"{Table.Display} got new duplicates in {Column.Name} after they were resolved. Undo the migrate phase and apply it again.");

    // A suffix that is free, and a value cut so that both together fit the column.
    private InvokeSql[] Suffixes()
    {
        if (Duplicates == DuplicateValues.Null)
        {
            return [];
        }

        var body = $"""
            DECLARE
              room integer;
              suffix text;
            BEGIN
              SELECT a.atttypmod - 4 INTO room FROM pg_catalog.pg_attribute a
              WHERE a.attrelid = {Literal.Of(Table.ToString())}::pg_catalog.regclass::pg_catalog.oid AND a.attname = {Literal.Of(Column.Name)} AND a.atttypmod > 4;
              FOR attempt IN 1 .. 1000 LOOP
                suffix := '_duplicate_' || $2 || CASE WHEN attempt > 1 THEN '_' || attempt::text ELSE '' END;
                IF pg_catalog.length(suffix) > room THEN
                  suffix := pg_catalog."right"(suffix, room);
                END IF;
                suffix := coalesce(pg_catalog."left"($1, room - pg_catalog.length(suffix)), $1) || suffix;
                EXIT WHEN NOT EXISTS (SELECT FROM {Table} taken WHERE taken.{Column} = suffix);
                suffix := NULL;
              END LOOP;
              IF suffix IS NULL THEN
                RAISE EXCEPTION USING ERRCODE = 'unique_violation', MESSAGE = pg_catalog.format('No free value was found for the duplicate %L.', $1);
              END IF;
              RETURN suffix;
            END
            """;
        return
        [
            new InvokeSql(string.Join(";\n",
                DollarQuoted.Of($"CREATE FUNCTION {Free}(text, text) RETURNS text LANGUAGE plpgsql SET search_path FROM CURRENT AS ", body, ""),
                TriggerFunction.CommentAny(Free, $"finds free values for duplicates in {Table.Display}.{Column.Name}")))
                .WithDowngrade($"DROP FUNCTION {Free}"),
        ];
    }
}
