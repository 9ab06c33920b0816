using SchemaMigrate.Operations;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Tests.Recipes;

/// <summary>Every recipe at work.</summary>
internal static class RecipeCases
{
    public const string Users = """
        CREATE TABLE users (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name varchar(50) NOT NULL DEFAULT 'nobody', age text, email varchar(20), old_field text NOT NULL, created_at timestamptz NOT NULL DEFAULT '2026-01-01');
        INSERT INTO users (name, age, email, old_field) SELECT 'name ' || n, CASE WHEN n % 10 > 0 THEN (n % 90)::text END, 'mail' || n % 700 || '@x', 'old ' || n FROM generate_series(1, 2000) n;
        COMMENT ON COLUMN users.name IS 'the name';
        GRANT SELECT ON users TO PUBLIC;
        GRANT UPDATE (name) ON users TO PUBLIC;
        """;

    private static readonly QualifiedName Table = QualifiedName.Parse("users");

    public static IReadOnlyList<RecipeCase> All { get; } =
    [
        new("rename", new RenameColumnOnline(Table, new("name"), new("full_name")), Users)
        {
            Holds = "SELECT count(*) = 2000 AND bool_and(full_name = 'name ' || id) FROM users",
        },
        new("rename with index", new RenameColumnOnline(Table, new("email"), new("Mail \"x\"")) { With = [new AddIndex(Table, new("ix_mail"), [new("\"Mail \"\"x\"\"\"")])] },
            Users + "CREATE INDEX ix_email ON users (email);")
        {
            Holds = "SELECT bool_and(\"Mail \"\"x\"\"\" LIKE 'mail%') FROM users",
        },
        new("type", new ChangeTypeOnline(Table, new("age"), new(new("integer"))) { From = new(new("text")) }, Users)
        {
            Holds = "SELECT sum(age) = (SELECT sum(n % 90) FROM generate_series(1, 2000) n WHERE n % 10 > 0) AND pg_typeof(max(age)) = 'integer'::regtype FROM users",
        },
        new("type with invalid values", new ChangeTypeOnline(Table, new("age"), new(new("integer"))) { From = new(new("text")), OnInvalid = InvalidValues.Quarantine, Key = [new("id")] },
            Users + "UPDATE users SET age = 'old' WHERE id = 7; UPDATE users SET age = '99999999999' WHERE id = 8; UPDATE users SET age = ' 42 ' WHERE id = 9;")
        {
            Lossy = true,
            Holds = "SELECT count(*) FILTER (WHERE age IS NULL) = 202 AND max(age) FILTER (WHERE id = 9) = 42 AND (SELECT string_agg(value, ',' ORDER BY source_key) = 'old,99999999999' FROM zz_kept_users_age) FROM users",
            Rows = "SELECT md5(string_agg((to_jsonb(t) - 'age')::text, ',' ORDER BY id)) FROM users t",
        },
        new("phased removal", new RemoveColumnPhased(Table, new("old_field")) { Definition = new(new("old_field"), new("text")) { NotNull = true } }, Users)
        {
            Refill = "UPDATE users SET old_field = 'restored'",
            Holds = "SELECT count(*) = 0 FROM pg_attribute WHERE attrelid = 'users'::regclass AND attname = 'old_field'",
            Rows = "SELECT md5(string_agg((to_jsonb(t) - 'old_field')::text, ',' ORDER BY id)) FROM users t",
        },
        new("soft removal", new RemoveColumnPhased(Table, new("old_field")) { Definition = new(new("old_field"), new("text")) { NotNull = true }, Soft = true }, Users)
        {
            Refill = "UPDATE users SET zz_dropped_old_field = 'restored'",
            Holds = "SELECT count(*) = 0 FROM pg_attribute WHERE attrelid = 'users'::regclass AND attname LIKE '%old_field'",
            Rows = "SELECT md5(string_agg((to_jsonb(t) - 'old_field')::text, ',' ORDER BY id)) FROM users t",
        },
        new("required column", new AddRequiredColumn(Table, new(new("nick"), new("text")), new("lower(name)")), Users)
        {
            Holds = "SELECT bool_and(nick = 'name ' || id) AND (SELECT attnotnull FROM pg_attribute WHERE attrelid = 'users'::regclass AND attname = 'nick') FROM users",
        },
        new("not null", new RequireColumn(Table, new("age"), new("'0' || users.id::text")), Users)
        {
            Holds = "SELECT count(*) FILTER (WHERE age = '0' || id) = 200 AND (SELECT attnotnull FROM pg_attribute WHERE attrelid = 'users'::regclass AND attname = 'age') FROM users",
            Rows = "SELECT md5(string_agg((to_jsonb(t) - 'age')::text, ',' ORDER BY id)) FROM users t",
        },
        new("unique with suffixes", new AddUniqueDeduplicated(new AddUnique(Table, new("uq_users_email"), [new("email")]), DuplicateValues.Suffix, [new("created_at"), new("id")]),
            Users + "UPDATE users SET email = 'mail6_duplicate_1406' WHERE id = 1;")
        {
            Holds = "SELECT count(DISTINCT email) = 2000 AND max(length(email)) = 20 AND bool_and(email = 'mail' || id || '@x') FILTER (WHERE id BETWEEN 2 AND 699) FROM users",
        },
        new("unique without duplicates' values", new AddUniqueDeduplicated(new AddUnique(Table, new("uq_users_age"), [new("age")]), DuplicateValues.Null, [new("id")]), Users)
        {
            Holds = "SELECT count(age) = 81 AND count(DISTINCT age) = 81 FROM users",
        },
        new("foreign key", new AddForeignKeyResolved(
            new AddForeignKey(Table, new("fk_users_team"), [new("team_id")], QualifiedName.Parse("teams")) { ReferencedColumns = [new("id")] }, BrokenValues.Quarantine) { Key = [new("id")] },
            Users + "CREATE TABLE teams (id int PRIMARY KEY); INSERT INTO teams SELECT generate_series(1, 50); ALTER TABLE users ADD team_id int; UPDATE users SET team_id = id % 60;")
        {
            Holds = "SELECT count(*) FILTER (WHERE team_id IS NULL) = (SELECT count(*) FROM zz_kept_users_team_id) AND bool_and(team_id BETWEEN 1 AND 50) FROM users",
        },
        new("check", new AddCheckResolved(new AddCheck(Table, new("ck_age"), new("length(age) < 2")), new("age"), BrokenValues.Quarantine) { Key = [new("id")] }, Users)
        {
            Holds = "SELECT bool_and(length(age) < 2) AND count(age) + (SELECT count(*) FROM zz_kept_users_age) = 1800 AND (SELECT convalidated FROM pg_constraint WHERE conname = 'ck_age') FROM users",
        },
        .. SplitCases.All,
        .. MergeCases.All,
        .. HardCases.All,
    ];
}
