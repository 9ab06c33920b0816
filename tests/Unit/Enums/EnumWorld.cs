using SchemaMigrate.Operations;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Tests.Enums;

/// <summary>An enum that everything which can be carried over depends on, with plain names or with ones that are hard to quote.</summary>
internal sealed record EnumWorld(QualifiedName Type, QualifiedName Table, Identifier Status, Identifier Tags, string Pending, string Active, string Inactive, string Banned, string Archived)
{
    public const int Rows = 400;

    public static EnumWorld Plain { get; } = new(
        QualifiedName.Parse("user_status"), QualifiedName.Parse("users"), new("status"), new("tags"), "pending", "active", "inactive", "banned", "archived");

    public static EnumWorld Awkward { get; } = new(
        QualifiedName.Of("My \"Schema\"", "Sta\"tus.T$1;--"), QualifiedName.Of("My \"Schema\"", "SELECT ON USING"), new("st\"atus :type"), new("日本 USING x"),
        "it's \\pending", "‘Active’", "in\"active, {x}", "Ban\\'ned$body$", "Ünïcode :from");

    public static EnumWorld Of(string name) => name == "plain" ? Plain : Awkward;

    /// <summary>Pending becomes active, banned becomes inactive, archived is new; the others change places.</summary>
    public EnumChange Change => new(Type, [Inactive, Archived, Active], [Pending, Active, Inactive, Banned], [new(Pending, Active), new(Banned, Inactive)]);

    public ValueList<EnumColumn> Columns => [new(Table, Status, Many: false), new(Table, Tags, Many: true)];

    /// <summary>Every row's values, by key.</summary>
    public string Values => $"SELECT string_agg(id || ':' || coalesce({Status}::text, '-') || ':' || coalesce({Tags}::text, '-'), ',' ORDER BY id) FROM {Table}";

    private static string L(string label) => Literal.Of(label).ToString();

    public string Setup
    {
        get
        {
            var schema = (Type.Schema ?? new("public")).ToString();
            return $"""
                CREATE SCHEMA IF NOT EXISTS {schema};
                DO $$ BEGIN CREATE ROLE enum_reader; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
                CREATE TYPE {Type} AS ENUM ({L(Pending)}, {L(Active)}, {L(Inactive)}, {L(Banned)});
                COMMENT ON TYPE {Type} IS 'what''s up';
                GRANT USAGE ON TYPE {Type} TO enum_reader;
                CREATE TABLE {Table} (id int PRIMARY KEY, {Status} {Type} NOT NULL DEFAULT {L(Pending)}, {Tags} {Type}[] DEFAULT ARRAY[{L(Active)}]::{Type}[], note text);
                COMMENT ON COLUMN {Table}.{Status} IS 'the ''status''';
                GRANT SELECT ({Status}), UPDATE ({Status}) ON {Table} TO enum_reader;
                INSERT INTO {Table} SELECT n, (ARRAY[{L(Pending)}, {L(Active)}, {L(Inactive)}, {L(Banned)}])[1 + n % 4]::{Type},
                  CASE n % 3 WHEN 0 THEN NULL WHEN 1 THEN '{"{}"}'::{Type}[] ELSE ARRAY[{L(Banned)}, NULL, {L(Active)}]::{Type}[] END, 'note ' || n FROM generate_series(1, {Rows}) n;
                CREATE INDEX ix_plain ON {Table} ({Status});
                CREATE INDEX ix_partial ON {Table} (id) WHERE {Status} = {L(Active)};
                COMMENT ON INDEX {schema}.ix_partial IS 'partial';
                CREATE UNIQUE INDEX "ix unique USING x" ON {Table} (id, ({Status} = {L(Inactive)}));
                CREATE INDEX ix_tags ON {Table} USING gin ({Tags});
                ALTER TABLE {Table} ADD CONSTRAINT uq_status UNIQUE ({Status}, id) DEFERRABLE;
                ALTER TABLE {Table} ADD CONSTRAINT ck_status CHECK ({Status} <> {L(Inactive)} OR note IS NOT NULL);
                COMMENT ON CONSTRAINT ck_status ON {Table} IS 'check';
                CREATE VIEW {schema}.v_active WITH (security_barrier) AS SELECT id, {Status} AS s FROM {Table} WHERE {Status} = {L(Active)};
                COMMENT ON VIEW {schema}.v_active IS 'v';
                COMMENT ON COLUMN {schema}.v_active.s IS 's';
                GRANT SELECT ON {schema}.v_active TO enum_reader WITH GRANT OPTION;
                GRANT UPDATE (id) ON {schema}.v_active TO PUBLIC;
                CREATE VIEW {schema}.v_nested AS SELECT s, count(*) AS n FROM {schema}.v_active GROUP BY s;
                CREATE VIEW {schema}.v_constant AS SELECT {L(Inactive)}::{Type} AS s;
                ALTER TABLE {Table} ENABLE ROW LEVEL SECURITY;
                CREATE POLICY p_status ON {Table} AS RESTRICTIVE FOR UPDATE TO enum_reader USING ({Status} <> {L(Inactive)}) WITH CHECK ({Status} = {L(Active)});
                COMMENT ON POLICY p_status ON {Table} IS 'p';
                CREATE FUNCTION {schema}.touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
                CREATE TRIGGER t_when BEFORE UPDATE OF {Status} ON {Table} FOR EACH ROW WHEN (NEW.{Status} = {L(Active)}) EXECUTE FUNCTION {schema}.touch();
                COMMENT ON TRIGGER t_when ON {Table} IS 't';
                ALTER TABLE {Table} DISABLE TRIGGER t_when;
                CREATE FUNCTION {schema}.label(value {Type}, others {Type}[] DEFAULT NULL) RETURNS text LANGUAGE sql AS 'SELECT value::text';
                COMMENT ON FUNCTION {schema}.label IS 'f';
                REVOKE ALL ON FUNCTION {schema}.label FROM PUBLIC;
                GRANT EXECUTE ON FUNCTION {schema}.label TO enum_reader;
                """;
        }
    }
}
