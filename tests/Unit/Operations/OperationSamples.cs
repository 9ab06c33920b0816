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

    public static IEnumerable<Operation> All => [.. Sql(), .. Columns(), .. Indexes()];

    public static Identifier Id(string name) => new(name);

    public static ColumnDefinition Column(string name, string type) => new(Id(name), new TypeFragment(type));

    private static IEnumerable<Operation> Sql() =>
    [
        new InvokeSql("UPDATE t SET a = 'it''s'\nWHERE b = $$x$$"),
        new InvokeSql("CREATE VIEW v AS SELECT 1").WithDowngrade("DROP VIEW v"),
        new InvokeSql("TRUNCATE t").WithoutDowngrade("the rows aren’t kept"),
    ];

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
}
