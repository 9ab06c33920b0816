using SchemaMigrate.Operations;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Tests.Operations;

/// <summary>The round trips whose way back is exact.</summary>
internal static class RoundTrips
{
    public static IEnumerable<RoundTrip> Of(NameSet n) => [.. Columns(n), .. Changes(n), .. IndexesAndConstraints(n), .. TablesAndEnums(n), .. Copies(n), .. Removals(n)];

    private static IEnumerable<RoundTrip> Columns(NameSet n)
    {
        ColumnDefinition Column(string type) => new(n.New, new(type));
        return
        [
            new("add column", new AddColumn(n.Table, Column("varchar(20)"))) { Expected = $"{n.New} character varying(20)" },
            new("add column with literal default", new AddColumn(n.Table, Column("text") with { NotNull = true, Value = new LiteralDefault("it's \\ \"x\"") }))
            { Expected = "default='it''s \\ \"x\"'::text" },
            new("add column with number as literal default", new AddColumn(n.Table, Column("integer") with { Value = new LiteralDefault("-7") }))
            { Expected = "default='-7'::integer" },
            new("add column with expression", new AddColumn(n.Table, Column("timestamptz") with { Value = new ExpressionDefault(new("now() + interval '1 day'")) }))
            { Expected = "default=(now() + '1 day'::interval)" },
            new("add column with predicate as default", new AddColumn(n.Table, Column("boolean") with { Value = new ExpressionDefault(new("1 IS NULL OR 2 IN (2, 3)")) }))
            { Expected = "boolean" },
            new("add identity", new AddColumn(n.Table, Column("bigint") with { Value = new IdentityValue(IdentityKind.ByDefault) })) { Expected = "identity=d" },
            new("add stored generated column", new AddColumn(n.Table, Column("text") with { Value = new GeneratedValue(new($"upper({n.Text})"), Virtual: false) }))
            { Expected = "generated=s" },
            new("add virtual generated column", new AddColumn(n.Table, Column("text") with { Value = new GeneratedValue(new($"upper({n.Text})"), Virtual: true) }))
            { Expected = "generated=v", SinceMajor = 18 },
            new("add column of an enum array with comment", new AddColumn(n.Table, Column($"{n.Mood}[]") with { Comment = "it's\na comment" }))
            { Expected = "comment=it's\na comment" },
            new("add column with collation", new AddColumn(n.Table, Column("text") with { Collation = QualifiedName.Of("pg_catalog", "C") })) { Expected = "collation=\"C\"" },
            new("rename column", new RenameColumn(n.Table, n.Text, n.Named)) { Expected = $"{n.Named} character varying(50)" },
        ];
    }

    private static IEnumerable<RoundTrip> Changes(NameSet n) =>
    [
        new("set not null", new SetColumn(n.Table, n.Number) { NotNull = true }) { Expected = $"{n.Number} integer collation=- notnull=t" },
        new("drop not null", new SetColumn(n.Table, n.Key) { NotNull = false }) { Expected = $"{n.Key} bigint collation=- notnull=f"  },
        new("set default", new SetColumn(n.Table, n.Number) { Default = new(new LiteralDefault("5"), new NoDefault()) }) { Expected = "default=5" },
        new("change default", new SetColumn(n.Table, n.Text) { Default = new(new ExpressionDefault(new("upper('x')")), new LiteralDefault("nobody")) })
        { Expected = "default=upper('x'::text)" },
        new("drop default", new SetColumn(n.Table, n.Text) { Default = new(new NoDefault(), new LiteralDefault("nobody")) })
        { Expected = $"{n.Text} character varying(50) collation=\"default\" notnull=f identity= generated= default= " },
        new("set not null with default", new SetColumn(n.Table, n.Number) { NotNull = true, Default = new(new LiteralDefault("5"), new NoDefault()) })
        { Expected = "default=5" },
    ];

    private static IEnumerable<RoundTrip> IndexesAndConstraints(NameSet n)
    {
        var index = new AddIndex(n.Table, n.Named, [new(n.Text.ToString())]);
        var elements = new AddIndex(n.Table, n.Named, [new($"lower({n.Text}) text_pattern_ops DESC NULLS LAST"), new($"{n.Number} + 1")])
        {
            Include = [n.Key],
            Where = new($"{n.Number} > 10 OR {n.Text} IS NULL"),
        };
        var reference = new AddForeignKey(n.Table, n.Named, [n.Reference], n.Other);
        return
        [
            new("add index", index) { Expected = "valid=t ready=t" },
            new("add index, not concurrently", index with { Concurrently = false }) { Expected = "valid=t ready=t" },
            new("add index with everything", elements) { Expected = "text_pattern_ops DESC NULLS LAST" },
            new("add unique index with nulls not distinct", new AddIndex(n.Table, n.Named, [new(n.Key.ToString())]) { Unique = true, NullsNotDistinct = true })
            { Expected = "NULLS NOT DISTINCT" },
            new("add index with derived name", index with { Name = AddIndex.DefaultName(n.Table, index.Columns, unique: false, where: null) }) { Expected = "valid=t ready=t" },
            new("add primary key", new AddPrimaryKey(n.Table, n.Named, [n.Key])) { Expected = $"{n.Named} PRIMARY KEY" },
            new("add primary key, not concurrently", new AddPrimaryKey(n.Table, AddPrimaryKey.DefaultName(n.Table), [n.Key]) { Concurrently = false })
            { Expected = "PRIMARY KEY" },
            new("add unique", new AddUnique(n.Table, AddUnique.DefaultName(n.Table, [n.Text, n.Key]), [n.Text, n.Key])) { Expected = "UNIQUE (" },
            new("add unique with everything", new AddUnique(n.Table, n.Named, [n.Key])
            {
                Include = [n.Number],
                NullsNotDistinct = true,
                Timing = ConstraintTiming.Deferred,
            })
            { Expected = "INCLUDE (" },
            new("add foreign key", reference) { Expected = $"{n.Named} FOREIGN KEY" },
            new("add foreign key with everything", reference with
            {
                ReferencedColumns = [n.Key],
                OnDelete = ReferentialAction.Cascade,
                OnUpdate = ReferentialAction.SetNull,
                MatchFull = true,
                Timing = ConstraintTiming.Deferrable,
                Name = AddForeignKey.DefaultName(n.Table, [n.Reference]),
            })
            { Expected = "MATCH FULL ON UPDATE SET NULL ON DELETE CASCADE DEFERRABLE valid=t" },
            new("add check", new AddCheck(n.Table, n.Named, new($"{n.Number} >= 0 AND {n.Text} <> 'it''s'"))) { Expected = "CHECK (((" },
            new("add check with derived name", new AddCheck(n.Table, AddCheck.DefaultName(n.Table, new($"{n.Number} >= 0")), new($"{n.Number} >= 0")))
            { Expected = "valid=t deferrable=f" },
        ];
    }

    private static IEnumerable<RoundTrip> Copies(NameSet n)
    {
        var twin = $"ALTER TABLE {n.Table} ADD {n.New} varchar(50);";
        CopyColumn Copy(CopyPart part) => new(n.Table, n.Text, n.New, part);
        return
        [
            new("sync columns", new SyncColumn(n.Table, n.Text, n.New) { Up = new($"upper({n.Text})"), Down = new($"'it''s \\ ' || {n.New}") }) { Setup = twin, Expected = "BEFORE INSERT OR UPDATE" },
            new("sync tables", new SyncTable(n.Table, n.Fresh, [new(n.Text, n.Named)]) { Key = [n.Key], Reference = [n.Reference] })
            {
                Setup = $"ALTER TABLE {n.Table} ADD PRIMARY KEY ({n.Key}); CREATE TABLE {n.Fresh} ({n.Reference} bigint PRIMARY KEY, {n.Named} varchar(50));",
                Expected = "AFTER INSERT OR DELETE OR UPDATE",
            },
            new("copy shape", new CopyColumn(n.Table, n.Text, n.Named, CopyPart.Shape)) { Expected = $"{n.Named} character varying(50)" },
            new("copy not null", new CopyColumn(n.Table, n.Key, n.New, CopyPart.NotNull)) { Setup = $"ALTER TABLE {n.Table} ADD {n.New} bigint; UPDATE {n.Table} SET {n.New} = {n.Key};", Expected = $"{n.New} bigint collation=- notnull=t" },
            new("copy default", Copy(CopyPart.Default)) { Setup = twin, Expected = "default='nobody'" },
            new("copy indexes", Copy(CopyPart.Indexes)) { Setup = twin + $"CREATE INDEX {n.Named} ON {n.Table} (lower({n.Text}) DESC) WHERE {n.Text} <> 'it''s \\';", Expected = "WHERE" },
            new("copy checks", Copy(CopyPart.Checks)) { Setup = twin + $"ALTER TABLE {n.Table} ADD CONSTRAINT {n.Named} CHECK ({n.Text} <> 'it''s \\');", Expected = "valid=t" },
        ];
    }

    private static IEnumerable<RoundTrip> Removals(NameSet n)
    {
        var index = new AddIndex(n.Table, n.Named, [new($"lower({n.Text})")]) { Where = new($"{n.Text} <> 'it''s \\'"), Concurrently = false };
        var check = new AddCheck(n.Table, n.Named, new($"{n.Text} <> 'it''s \\'"));
        return
        [
            new("remove index", new RemoveIndex(n.Table.Sibling(n.Named)) { Restore = index }) { Setup = $"CREATE INDEX {n.Named} ON {n.Table} (lower({n.Text})) WHERE {n.Text} <> 'it''s \\';", Expected = "" },
            new("remove check", new RemoveConstraint(n.Table, n.Named) { Restore = check }) { Setup = $"ALTER TABLE {n.Table} ADD CONSTRAINT {n.Named} CHECK ({n.Text} <> 'it''s \\');", Expected = "" },
            new("remove table to archive", new RemoveTable(n.Table) { ArchiveTo = n.Table.Sibling(n.Named) }) { Expected = $"{n.Named} r p" },
        ];
    }

    private static IEnumerable<RoundTrip> TablesAndEnums(NameSet n) =>
    [
        new("rename table", new RenameTable(n.Table, n.Named)) { Expected = $"{n.Named} r p" },
        new("new table", new NewTable(n.Fresh, [new($"{n.Key} bigint GENERATED ALWAYS AS IDENTITY"), new($"{n.Reference} bigint NOT NULL")])
        {
            PrimaryKey = [n.Key],
            Constraints = [new($"FOREIGN KEY ({n.Reference}) REFERENCES {n.Other}"), new($"CHECK ({n.Reference} > 0)")],
            Comment = "a 'comment'",
        })
        { Expected = "comment=a 'comment'" },
        new("new partitioned table", new NewTable(n.Fresh, [new($"{n.Key} bigint"), new("day date")]) { PrimaryKey = [n.Key, new("day")], PartitionBy = new("RANGE (day)") })
        { Expected = "partition=RANGE (day)" },
        new("new enum", new NewEnum(n.FreshType, ["b", "a", "it's", ""]) { Comment = "an enum" }) { Expected = "{b,a,it's,\"\"} comment=an enum" },
        new("rename enum value", new RenameEnumValue(n.Mood, "ok", "it's fine")) { Expected = "{sad,\"it's fine\"}" },
        new("remove enum", new RemoveEnum(n.FreshType) { Restore = new NewEnum(n.FreshType, ["x"]) }) { Expected = "", Setup = $"CREATE TYPE {n.FreshType} AS ENUM ('x')" },
        new("run SQL", new InvokeSql($"CREATE VIEW {n.Fresh} AS SELECT {n.Key} FROM {n.Table}; COMMENT ON VIEW {n.Fresh} IS 'v'").WithDowngrade($"DROP VIEW {n.Fresh}"))
        { Expected = "comment=v" },
        new("assert", new AssertData(new($"SELECT count(*) = 500 FROM {n.Table}"), AssertionExpectation.True, "500 rows")) { Expected = "" },
    ];
}
