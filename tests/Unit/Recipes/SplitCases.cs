using SchemaMigrate.Operations;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Tests.Recipes;

/// <summary>Splits at work.</summary>
internal static class SplitCases
{
    private const string Users = """
        CREATE TABLE users (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL, bio text, avatar_url varchar(500), preferences json DEFAULT '{}');
        INSERT INTO users (name, bio, avatar_url) SELECT 'name ' || n, CASE WHEN n % 3 > 0 THEN 'bio ' || n END, CASE WHEN n % 5 > 0 THEN '/' || n END FROM generate_series(1, 2000) n;
        UPDATE users SET preferences = NULL WHERE id % 2 = 0; UPDATE users SET bio = NULL, avatar_url = NULL, preferences = NULL WHERE id % 30 = 0;
        COMMENT ON COLUMN users.bio IS 'about';
        """;

    private static readonly SplitTable Plain = new(QualifiedName.Parse("users"), [Pair("bio"), Pair("avatar_url"), Pair("preferences")], QualifiedName.Parse("user_profiles")) { Reference = [new("user_id")] };

    public static IReadOnlyList<RecipeCase> All { get; } =
    [
        new("split", Plain with { With = [new AddIndex(Plain.Into, new("ix_mail"), [new("bio")])] }, Users + "CREATE INDEX ix_email ON users (bio);")
        {
            Holds = "SELECT count(*) = 2000 AND count(bio) = 1334 AND max(bio) FILTER (WHERE user_id = 7) = 'bio 7' FROM user_profiles",
        },
        new("sparse split", Plain with { Sparse = true }, Users)
        {
            Holds = "SELECT count(*) = 2000 - (SELECT count(*) FROM generate_series(1, 2000) n WHERE n % 30 = 0) AND bool_and(num_nonnulls(bio, avatar_url, preferences) > 0) FROM user_profiles",
        },
        new("split with hard names", new SplitTable(Hard, [new(new("Näme \"x\""), new("日本")), Pair("a=b")], QualifiedName.Of("other; --", Longest("T")))
        {
            Key = [new("user"), new(Longest("K"))],
            Reference = [new("k'1"), new(Longest("R"))],
            OnDelete = ReferentialAction.NoAction,
        },
        $"""
            CREATE SCHEMA {Hard.Schema}; CREATE SCHEMA "other; --";
            CREATE TABLE {Hard} ("user" int, {new Identifier(Longest("K"))} text, {new Identifier("Näme \"x\"")} text COLLATE "C", "a=b" numeric(10, 2), PRIMARY KEY ("user", {new Identifier(Longest("K"))}));
            INSERT INTO {Hard} SELECT n, 'k' || n % 7, 'it''s \ ' || n, n / 7.0 FROM generate_series(1, 500) n;
            """)
        {
            Holds = $"SELECT count(*) = 500 AND bool_and(\"日本\" = 'it''s \\ ' || \"k'1\") AND sum(\"a=b\") > 1000 FROM \"other; --\".{new Identifier(Longest("T"))}",
            Rows = $"SELECT md5(string_agg(to_jsonb(t)::text, ',' ORDER BY t.\"user\")) FROM {Hard} t",
        },
    ];

    private static QualifiedName Hard => QualifiedName.Of("My \"Schema", Longest("Ü"));

    private static ColumnPair Pair(string name) => new(new(name), new(name));

    private static string Longest(string start) => start + new string('x', Identifier.MaxBytes - System.Text.Encoding.UTF8.GetByteCount(start) - 1) + "Z";
}
