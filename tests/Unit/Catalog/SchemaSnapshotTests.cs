using SchemaMigrate.Catalog;
using SchemaMigrate.Connections;
using SchemaMigrate.Sql;
using SchemaMigrate.Tests.Connections;
using SchemaMigrate.Tests.Fixtures;

namespace SchemaMigrate.Tests.Catalog;

public class SchemaSnapshotTests
{
    private const string Schema = """
        CREATE TYPE mood AS ENUM ('sad', 'ok');
        CREATE DOMAIN positive AS int CHECK (VALUE > 0);
        CREATE TYPE pair AS (a int, b text);
        CREATE SEQUENCE numbers;
        CREATE TABLE account (id int PRIMARY KEY, email varchar(50) NOT NULL, note text DEFAULT 'x', feeling mood, amount positive);
        CREATE TABLE item (id bigserial PRIMARY KEY, account_id int REFERENCES account ON DELETE CASCADE, total numeric(10,2));
        CREATE INDEX account_email ON account (email);
        CREATE VIEW emails AS SELECT id, email FROM account;
        CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN new; END $$;
        CREATE TRIGGER touched BEFORE UPDATE ON account FOR EACH ROW EXECUTE FUNCTION touch();
        CREATE POLICY own ON account USING (note = 'x');
        CREATE SCHEMA hidden;
        CREATE TABLE hidden.journal (id int);
        """;

    public static TheoryData<string, string, string> Changes => new()
    {
        { "ALTER TABLE item ALTER COLUMN total TYPE numeric(12,2)", "ALTER TABLE item ALTER COLUMN total TYPE numeric(10,2)", "~ Column public.item.total: type numeric(10,2) → numeric(12,2)" },
        { "ALTER TABLE account ALTER COLUMN note DROP DEFAULT", "ALTER TABLE account ALTER COLUMN note SET DEFAULT 'x'", "~ Column public.account.note: default 'x'::text → (default)" },
        { "ALTER TABLE account ADD COLUMN extra int", "ALTER TABLE account DROP COLUMN extra", "+ Column public.account.extra (integer)" },
        { "ALTER TABLE item ADD CONSTRAINT total_positive CHECK (total > 0) NOT VALID", "ALTER TABLE item DROP CONSTRAINT total_positive", "+ Constraint public.item.total_positive (CHECK ((total > (0)::numeric)) NOT VALID)" },
        { "DROP INDEX account_email", "CREATE INDEX account_email ON account (email)", "- Index public.account_email (CREATE INDEX account_email ON public.account USING btree (email))" },
        { "ALTER TYPE mood RENAME VALUE 'ok' TO 'fine'", "ALTER TYPE mood RENAME VALUE 'fine' TO 'ok'", "~ Enum public.mood: labels 'sad', 'ok' → 'sad', 'fine'" },
        { "ALTER TABLE account DISABLE TRIGGER touched", "ALTER TABLE account ENABLE TRIGGER touched", "~ Trigger public.account.touched: enabled (default) → no" },
        { "COMMENT ON COLUMN account.note IS 'hello'", "COMMENT ON COLUMN account.note IS NULL", "~ Column public.account.note: comment (default) → hello" },
        { "GRANT SELECT ON account TO PUBLIC", "REVOKE SELECT ON account FROM PUBLIC", "~ Table public.account: grants " },
        { "ALTER POLICY own ON account USING (true)", "ALTER POLICY own ON account USING (note = 'x')", "~ Policy public.account.own: using_expression (note = 'x'::text) → true" },
        { "CREATE OR REPLACE VIEW emails AS SELECT id, email FROM account WHERE id > 0", "CREATE OR REPLACE VIEW emails AS SELECT id, email FROM account", "~ View public.emails: definition " },
        { "ALTER TABLE account REPLICA IDENTITY FULL", "ALTER TABLE account REPLICA IDENTITY DEFAULT", "~ Table public.account: replica_identity (default) → full" },
        { "CREATE TABLE extra (id int PRIMARY KEY)", "DROP TABLE extra", "+ Table public.extra" },
        { "ALTER SEQUENCE numbers INCREMENT BY 2", "ALTER SEQUENCE numbers INCREMENT BY 1", "~ Sequence public.numbers: increment 1 → 2" },
        { "ALTER DOMAIN positive SET DEFAULT 1", "ALTER DOMAIN positive DROP DEFAULT", "~ Domain public.positive: default (default) → 1" },
    };

    [Theory]
    [ClassData(typeof(ServerMajors))]
    public async Task Every_change_is_seen_and_its_reverse_restores_the_snapshot(int major)
    {
        await using var session = await OpenAsync(major);
        var before = await ReadAsync(session);
        Assert.DoesNotContain(before.Objects, each => each.Name.StartsWith("hidden", StringComparison.Ordinal));
        foreach (var (change, reverse, difference) in Changes.Select(row => ((string)row[0], (string)row[1], (string)row[2])))
        {
            await session.ExecuteAsync(change, CancellationToken.None);
            var after = await ReadAsync(session);
            Assert.NotEqual(before, after);
            Assert.Contains(before.CompareTo(after), each => each.ToString().StartsWith(difference, StringComparison.Ordinal));

            await session.ExecuteAsync(reverse, CancellationToken.None);
            var restored = await ReadAsync(session);
            Assert.Empty(before.CompareTo(restored));
            Assert.Equal(before, restored);
        }
    }

    [Theory]
    [ClassData(typeof(ServerMajors))]
    public async Task A_column_that_comes_back_at_another_place_is_a_difference(int major)
    {
        await using var session = await OpenAsync(major);
        var before = await ReadAsync(session);

        await session.ExecuteAsync("ALTER TABLE item DROP COLUMN account_id", CancellationToken.None);
        await session.ExecuteAsync("ALTER TABLE item ADD COLUMN account_id int REFERENCES account ON DELETE CASCADE", CancellationToken.None);

        Assert.Equal(
            ["~ Column public.item.account_id: position 2 → 3", "~ Column public.item.total: position 3 → 2"],
            before.CompareTo(await ReadAsync(session)).Select(difference => difference.ToString()));
    }

    private static Task<SchemaSnapshot> ReadAsync(DatabaseSession session) => SchemaSnapshotReader.ReadAsync(session, ["hidden"]);

    private static async Task<DatabaseSession> OpenAsync(int major)
    {
        var session = await TestSessions.OpenNewAsync(major);
        foreach (var statement in SqlScript.Parse(Schema).Statements)
        {
            await session.ExecuteAsync(statement.Text, CancellationToken.None);
        }

        return session;
    }
}
