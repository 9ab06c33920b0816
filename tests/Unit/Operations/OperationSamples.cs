using SchemaMigrate.Operations;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Tests.Operations;

/// <summary>At least one operation of every type, with every option used somewhere, and with names and values that are hard to quote.</summary>
public static class OperationSamples
{
    /// <summary>A name with what breaks naive quoting, both kinds of typographic quote that PowerShell honours, and capitals.</summary>
    public const string Awkward = "Ta\"ble 'x' ‘y’ ü$1;--";

    public static readonly QualifiedName Users = QualifiedName.Parse("users");
    public static readonly QualifiedName Weird = QualifiedName.Of("App \"1\"", Awkward);

    public static IEnumerable<Operation> All => [.. Data(), .. Backfills(), .. Columns(), .. ColumnChanges(), .. Indexes(), .. Constraints(), .. Tables(), .. Enums(), .. Pairs(), .. RecipeSamples.All];

    public static Identifier Id(string name) => new(name);

    public static ColumnDefinition Column(string name, string type) => new(Id(name), new TypeFragment(type));

    private static IEnumerable<Operation> Data() =>
    [
        new InvokeSql("UPDATE t SET a = 'it''s'\nWHERE b = $$x$$"),
        new InvokeSql("CREATE VIEW v AS SELECT 1").WithDowngrade("DROP VIEW v"),
        new InvokeSql("TRUNCATE t").WithoutDowngrade("the rows aren’t kept"),
        new AssertData(new("SELECT count(*) = 0 FROM users WHERE email = 'it''s'"), AssertionExpectation.True, "There’s a user"),
        new AssertData(new("WITH q AS (VALUES (1)) TABLE q"), AssertionExpectation.NoRows, "q is not empty"),
    ];

    private static IEnumerable<Operation> Backfills()
    {
        var plain = new UpdateData(Users, [new DataAssignment(Id("full_name"), new("first_name || ' ' || last_name"))]);
        return
        [
            plain,
            plain with { NothingToUndo = true },
            new UpdateData(Weird, [new(Id(Awkward), new("lower('it''s = ‘x’')")), new(Id("b"), new("NULL"))])
            {
                Where = new("\"Weird Name\" IS NULL AND a <> 'it''s'"),
                Name = "a name with 'quotes'",
                Pace = new BackfillPace { BatchSize = 500, Workers = 4, OnError = "Quarantine" },
                Undo = new UpdateData(Weird, [new(Id("b"), new("b - 1"))]) { Where = new("b > 0") },
            },
            plain with { InsertInto = Weird, Where = new("id > 0") },
        ];
    }

    private static IEnumerable<Operation> Columns() =>
    [
        new AddColumn(Users, Column("phone", "varchar(20)")),
        new AddColumn(Weird, Column(Awkward, "numeric(10, 2)[]") with { NotNull = true, Value = new LiteralDefault("{}"), Comment = "it's\r\n\\a ‘comment’" }),
        new AddColumn(Users, Column("a", "text") with { Value = new LiteralDefault("") , Collation = QualifiedName.Of("pg_catalog", "C") }),
        new AddColumn(Users, Column("b", "timestamptz") with { Value = new ExpressionDefault(new("now() + interval '1 day'")) }),
        new AddColumn(Users, Column("c", "bigint") with { Value = new IdentityValue(IdentityKind.Always) }),
        new AddColumn(Users, Column("c", "bigint") with { Value = new IdentityValue(IdentityKind.ByDefault), NotNull = true }),
        new AddColumn(Users, Column("d", "text") with { Value = new GeneratedValue(new("lower(name)"), Virtual: false) }),
        new AddColumn(Users, Column("d", "text") with { Value = new GeneratedValue(new("lower(name)"), Virtual: true) }),
        new RemoveColumn(Users, Id("phone")),
        new RemoveColumn(Weird, Id(Awkward)) { Definition = Column(Awkward, "text") with { NotNull = true, Comment = "x" } },
        new RemoveColumn(Users, Id("phone")) { Definition = Column("phone", "text"), ArchiveTo = QualifiedName.Parse("archive.phones"), Key = [Id("id")] },
        new RemoveColumn(Weird, Id(Awkward)) { Definition = Column(Awkward, "text") with { NotNull = true }, ArchiveTo = Weird.Sibling(Id("kept")), Key = [Id("a"), Id("B")] },
        new RemoveColumn(Users, Id("n")) { Definition = Column("n", "int") with { NotNull = true, Value = new LiteralDefault("-1") } },
    ];

    private static IEnumerable<Operation> Indexes()
    {
        var plain = new AddIndex(Users, Id("ix_users_email"), [new("email")]);
        var full = new AddIndex(Weird, Id(Awkward), [new("\"Weird Name\""), new("lower(email) COLLATE \"C\" text_pattern_ops DESC NULLS LAST")])
        {
            Unique = true,
            NullsNotDistinct = true,
            Include = [Id("id"), Id(Awkward)],
            Where = new("deleted_at IS NULL AND note <> 'it''s'"),
            Method = Id("btree"),
        };
        return
        [
            plain,
            full,
            plain with { Concurrently = false },
            new RemoveIndex(QualifiedName.Of("app", "Ix")),
            new RemoveIndex(QualifiedName.Parse("ix_users_email")) 
            {
                Restore = plain with { Concurrently = false },
                Concurrently = false,
            },
            new RemoveIndex(Weird.Sibling(Id(Awkward))) { Restore = full },
        ];
    }

    private static IEnumerable<Operation> ColumnChanges()
    {
        var type = new TypeChange(
            new ColumnType(new("text")) { Using = new("a::text || '‘'"), Collation = QualifiedName.Of(null, "C") },
            new ColumnType(new("int")) { Using = new("a::int"), Collation = QualifiedName.Of(null, "de-x-icu") });
        return
        [
            new RenameColumn(Weird, Id(Awkward), Id("new \" name")),
            new SetColumn(Users, Id("a")) { NotNull = true },
            new SetColumn(Users, Id("a")) { NotNull = true, Partitioned = true },
            new SetColumn(Weird, Id(Awkward)) { NotNull = false },
            new SetColumn(Users, Id("a")) { Type = type },
            new SetColumn(Users, Id("a")) { Type = type with { From = null } },
            new SetColumn(Users, Id("a")) { Default = new(new LiteralDefault("it's"), new NoDefault()) },
            new SetColumn(Users, Id("a")) { Default = new(new NoDefault(), new ExpressionDefault(new("now()"))) },
            new SetColumn(Users, Id("a")) { Default = new(new NoDefault(), null) },
            new SetColumn(Users, Id("a"))
            {
                Type = type,
                NotNull = true,
                Default = new(new ExpressionDefault(new("1 + 1")), new LiteralDefault("")),
            },
        ];
    }

    private static IEnumerable<Operation> Constraints()
    {
        var key = new AddPrimaryKey(Users, AddPrimaryKey.DefaultName(Users), [Id("id")]);
        var unique = new AddUnique(Weird, Id(Awkward), [Id("a"), Id(Awkward)])
        {
            Include = [Id("b"), Id("C")],
            NullsNotDistinct = true,
            Timing = ConstraintTiming.Deferred,
        };
        var reference = new AddForeignKey(Users, AddForeignKey.DefaultName(Users, [Id("team_id")]), [Id("team_id")], QualifiedName.Parse("teams"));
        var check = new AddCheck(Users, Id("ck"), new("age >= 0 AND note <> 'it''s'"));
        return
        [
            key,
            key with { Columns = [Id("id"), Id(Awkward)], Concurrently = false },
            key with { Partitioned = true },
            unique with { Partitioned = true },
            reference with { Partitioned = true },
            check with { Partitioned = true },
            unique,
            unique with { Timing = ConstraintTiming.Deferrable, NullsNotDistinct = false, Include = [], Concurrently = false },
            new AddUnique(Users, AddUnique.DefaultName(Users, [Id("email")]), [Id("email")]),
            reference,
            new AddForeignKey(Weird, Id(Awkward), [Id("a"), Id("b")], Weird)
            {
                ReferencedColumns = [Id("c"), Id(Awkward)],
                OnDelete = ReferentialAction.SetNull,
                OnUpdate = ReferentialAction.Cascade,
                MatchFull = true,
                Timing = ConstraintTiming.Deferrable,
            },
            reference with { OnDelete = ReferentialAction.Restrict, OnUpdate = ReferentialAction.SetDefault },
            check,
            new RemoveConstraint(Users, Id("Uq")),
            new RemoveConstraint(Weird, Id(Awkward)) { Restore = unique },
            new RemoveConstraint(Users, Id("ck")) { Restore = check },
            new RemoveConstraint(Users, reference.Name) { Restore = reference },
            new RemoveConstraint(Users, key.Name) { Restore = key },
        ];
    }

    private static IEnumerable<Operation> Tables()
    {
        var table = new NewTable(Weird, [new("id bigint GENERATED ALWAYS AS IDENTITY"), new("\"Weird \"\"Name\" numeric(10, 2) DEFAULT 1 NOT NULL")])
        {
            PrimaryKey = [Id("id"), Id("Weird \"Name")],
            Constraints = [new("CONSTRAINT \"Ck\" CHECK (\"Weird \"\"Name\" > 0)"), new("UNIQUE (id)")],
            PartitionBy = new("RANGE (id)"),
            Comment = "it's ‘a’ table",
        };
        return
        [
            table,
            new NewTable(Users, [new("id int")]),
            new RemoveTable(Users),
            new RemoveTable(Users) { ArchiveTo = QualifiedName.Parse("users_2026") },
            new RemoveTable(Weird) { ArchiveTo = QualifiedName.Of("archive", Awkward), ForeignKeys = [Id("fk")] },
            new RemoveTable(Weird) { ArchiveTo = QualifiedName.Of("archive", "old"), Undo = true },
            new RemoveTable(Weird) { Restore = table, Lost = "It's ‘all’ there but the keys." },
            new RemoveTable(Weird) { Restore = table, ForeignKeys = [Id("a"), Id(Awkward)] },
            new RenameTable(Weird, Id("Users")),
        ];
    }

    private static IEnumerable<Operation> Enums()
    {
        var mood = new NewEnum(Weird, ["sad", "it's", "‘ok’", ""]) { Comment = "a 'mood'" };
        return
        [
            mood,
            new NewEnum(QualifiedName.Parse("empty"), []),
            new RemoveEnum(Weird),
            new RemoveEnum(Weird) { Restore = mood },
            new AddEnumValue(Weird, "it's"),
            new AddEnumValue(Weird, "x") { Position = new(Before: true, "it's") },
            new AddEnumValue(Weird, "x") { Position = new(Before: false, "‘ok’") },
            new RenameEnumValue(Weird, "it's", "‘it’"),
            new SetEnum(new(Users, ["first", "a", "it's", "b", "‘last’\\"], ["a", "b"], [])),
            new SetEnum(new(Weird, ["a"], [], [])),
            new SetEnumInPlace(new(Weird, ["b", "a"], ["a", "b"], []), [new(Weird, Id(Awkward), Many: false)]),
            new SetEnumInPlace(new(Users, ["b"], ["a", "A", "b", "it's \\"], [new("a", "b"), new("A", "b"), new("it's \\", "b")]), [new(Users, Id("status"), Many: true), new(Weird, Id("b"), Many: false)]),
        ];
    }

    private static IEnumerable<Operation> Pairs() =>
    [
        new SyncColumn(Users, Id("name"), Id("full_name")),
        new SyncColumn(Users, Id("name"), Id("full_name")) { Stop = true },
        new SyncColumn(Weird, Id(Awkward), Id("b")) { Up = new("a || '‘it''s’'"), Down = new("lower(b)") },
        new CopyColumn(Weird, Id(Awkward), Id("b"), CopyPart.Shape),
        new CopyColumn(Users, Id("a"), Id("b"), CopyPart.NotNull) { Undo = true },
        new CopyColumn(Users, Id("a"), Id("b"), CopyPart.Default),
        new CopyColumn(Users, Id("a"), Id("b"), CopyPart.Indexes),
        new CopyColumn(Weird, Id(Awkward), Id("b"), CopyPart.Checks) { Undo = true },
        new AssertColumnReplaced(Weird, Id(Awkward), Id("b")),
        new ConfirmConstraint(Weird, Id(Awkward)),
        new CopyColumn(Users, Id("a"), Id("b"), CopyPart.Default) { FromTable = Weird },
        new AssertColumnReplaced(Users, Id("a"), Id("b")) { InTable = Weird },
        new SyncTable(Users, QualifiedName.Parse("profiles"), [ColumnPair.Parse("bio"), ColumnPair.Parse("avatar = picture")]),
        new SyncTable(Users, QualifiedName.Parse("profiles"), [ColumnPair.Parse("bio")]) { Sparse = true, Stop = true },
        new SyncTable(Weird, Users, [new(Id(Awkward), Id("a=b"))])
        {
            Key = [Id("k"), Id("Key")],
            Reference = [Id("a b"), Id("r")],
            Flag = Id("has \"it\""),
            Order = [Id("created_at"), Id("Id")],
            Last = true,
            NamedAfter = Id("Teams"),
        },
        new AddCheck(Users, Id("ck"), new("age >= 0")) { NotValid = true },
        new AddForeignKey(Users, Id("fk"), [Id("team_id")], QualifiedName.Parse("teams")) { NotValid = true },
    ];
}
