using SchemaMigrate.Catalog;
using SchemaMigrate.Connections;
using SchemaMigrate.Sql;
using SchemaMigrate.Tests.Connections;
using SchemaMigrate.Tests.Fixtures;

namespace SchemaMigrate.Tests.Catalog;

public class CatalogReaderTests
{
    private const string Schema = """
        CREATE TYPE mood AS ENUM ('sad', 'ok');
        CREATE DOMAIN positive AS int CHECK (VALUE > 0);
        CREATE TABLE account (id int PRIMARY KEY, email varchar(50), note text DEFAULT 'x', gone int, feeling mood, amount positive,
            doubled int GENERATED ALWAYS AS (gone * 2) STORED, UNIQUE (email));
        ALTER TABLE account DROP COLUMN gone CASCADE;
        CREATE INDEX account_lower ON account (lower(email)) WHERE note IS NOT NULL;
        CREATE TABLE "Order" (id bigserial PRIMARY KEY, account_id int REFERENCES account ON DELETE CASCADE, total numeric(10,2));
        ALTER TABLE "Order" ADD CONSTRAINT total_positive CHECK (total > 0) NOT VALID;
        CREATE VIEW emails AS SELECT id, email FROM account;
        CREATE VIEW shouting AS SELECT upper(email) AS email FROM emails;
        CREATE FUNCTION greet() RETURNS text LANGUAGE plpgsql AS $$ BEGIN RETURN (SELECT email FROM account LIMIT 1); END $$;
        CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN new; END $$;
        CREATE TRIGGER touched BEFORE UPDATE OF note ON account FOR EACH ROW EXECUTE FUNCTION touch();
        CREATE POLICY own ON account USING (note = 'x');
        CREATE PUBLICATION feed FOR TABLE account;
        CREATE TABLE part (id int, at date) PARTITION BY RANGE (at);
        CREATE TABLE part_1 PARTITION OF part FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
        INSERT INTO account (id, email) SELECT i, i::text FROM generate_series(1, 12) i;
        INSERT INTO part SELECT i, '2026-05-05' FROM generate_series(1, 500) i;
        """;

    [Theory]
    [ClassData(typeof(ServerMajors))]
    public async Task Everything_about_a_table_is_read(int major)
    {
        await using var session = await OpenAsync(major);

        var facts = await ReadAsync(session, "account", "public.\"Order\"", "account_lower", "missing");

        var account = facts.Find(QualifiedName.Parse("account"))!;
        Assert.Null(facts.Find(QualifiedName.Parse("missing")));
        Assert.Equal(2, facts.Tables.Count);
        Assert.Equal(RelationKind.Table, account.Relation.Kind);
        Assert.True(account.Relation is { RowsCounted: true, Rows: 12, CanAlter: true, AttributesUsed: 7, TotalBytes: > 0 });
        Assert.Equal(["id", "email", "note", "feeling", "amount"], account.Columns.Select(column => column.Name));
        Assert.Equal(("character varying(50)", 54, "'x'::text"), (account.Column("email")!.Type, account.Column("email")!.Modifier, account.Column("note")!.Default!));
        Assert.Equal("integer", account.Column("amount")!.BaseType);
        Assert.Equal(["id"], account.Key);
        var (table, index) = facts.FindIndex(QualifiedName.Parse("account_lower"))!.Value;
        Assert.Same(account, table);
        Assert.True(index.ComputesWith("email") && index.ComputesWith("note") && !index.ComputesWith("id"));
        Assert.Equal(["emails"], account.Dependents.Where(dependent => dependent is { Kind: DependentKind.View, Level: 1 }).Select(dependent => dependent.Name.Split('.')[1]));
        Assert.Equal(["id", "email"], account.Dependents.Single(dependent => dependent is { Kind: DependentKind.View, Level: 1 }).Columns);
        Assert.Contains(account.Dependents, dependent => dependent is { Kind: DependentKind.View, Level: 2, Name: "public.shouting" });
        Assert.Contains(account.Dependents, dependent => dependent is { Kind: DependentKind.Policy, Columns: ["note"] });
        Assert.Contains(account.Dependents, dependent => dependent.Kind == DependentKind.Publication);
        Assert.True(Assert.Single(account.Routines).Mentions("email"));
        Assert.Equal(["note"], Assert.Single(account.Triggers).Columns);
        var incoming = Assert.Single(account.ReferencedBy);
        Assert.Equal(("Order", "account", "c"), (incoming.Table, incoming.ReferencedTable!, incoming.OnDelete));

        var order = facts.Find(QualifiedName.Parse("public.\"Order\""))!;
        Assert.False(order.Constraint("total_positive")!.IsValidated);
        Assert.Equal("bigint", Assert.Single(order.Sequences).Type);
        Assert.Empty(order.ReferencedBy);
    }

    [Theory]
    [ClassData(typeof(ServerMajors))]
    public async Task A_partitioned_table_has_the_rows_of_its_partitions(int major)
    {
        await using var session = await OpenAsync(major);
        await session.ExecuteAsync("ANALYZE", CancellationToken.None);

        var part = (await ReadAsync(session, "part")).Find(QualifiedName.Parse("part"))!.Relation;

        Assert.Equal((RelationKind.PartitionedTable, 500L), (part.Kind, part.Rows));
        Assert.Equal("part_1", Assert.Single(part.Descendants).Name);
    }

    [Theory]
    [ClassData(typeof(ServerMajors))]
    public async Task Types_and_taken_names_are_found(int major)
    {
        await using var session = await OpenAsync(major);

        var facts = await CatalogReader.ReadAsync(
            session, new CatalogRequest([], [QualifiedName.Parse("mood"), QualifiedName.Parse("positive")], [QualifiedName.Parse("account"), QualifiedName.Parse("mood"), QualifiedName.Parse("free")]));

        Assert.Equal(["sad", "ok"], facts.FindType(QualifiedName.Parse("mood"))!.Labels);
        Assert.Equal("feeling", Assert.Single(facts.FindType(QualifiedName.Parse("mood"))!.UsedBy).Column);
        Assert.True(facts.FindType(QualifiedName.Parse("positive"))!.IsConstrained);
        Assert.Equal("table", facts.FindTaken("relation", QualifiedName.Parse("account"))!.Kind);
        Assert.Equal("enum type", facts.FindTaken("type", QualifiedName.Parse("public.mood"))!.Kind);
        Assert.Null(facts.FindTaken("relation", QualifiedName.Parse("free")));
    }

    private static async Task<DatabaseSession> OpenAsync(int major)
    {
        var session = await TestSessions.OpenNewAsync(major);
        foreach (var statement in SqlScript.Parse(Schema).Statements)
        {
            await session.ExecuteAsync(statement.Text, CancellationToken.None);
        }

        return session;
    }

    private static Task<CatalogFacts> ReadAsync(DatabaseSession session, params string[] names) =>
        CatalogReader.ReadAsync(session, CatalogRequest.Of([.. names.Select(QualifiedName.Parse)]));
}
