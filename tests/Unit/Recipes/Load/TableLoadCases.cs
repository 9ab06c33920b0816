using SchemaMigrate.Operations;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Tests.Recipes.Load;

/// <summary>Recipes that change more than one table, or a type.</summary>
internal static class TableLoadCases
{
    public static LoadCase Split => new("split",
        new SplitTable(QualifiedName.Parse("users"), [ColumnPair.Parse("bio"), ColumnPair.Parse("avatar_url")], QualifiedName.Parse("user_profiles")) { Reference = [new("user_id")] },
        $"""
        CREATE TABLE users (id int PRIMARY KEY, name text NOT NULL, bio text, avatar_url text);
        INSERT INTO users SELECT n, 'n' || n, repeat('b', 60), CASE WHEN n % 2 = 0 THEN '/' || n END FROM generate_series(1, {LoadCase.Rows}) n;
        """,
        [new AppVersion(OneTable, LoadCases.Text) { Until = 3 }, new AppVersion(Profile, LoadCases.Text) { From = 1 }],
        "SELECT id, bio FROM users LEFT JOIN user_profiles ON user_id = id")
    {
        Watched = ["users", "user_profiles"],
        Never = new Dictionary<int, string>
        {
            [2] = "FROM users u FULL JOIN user_profiles p ON p.user_id = u.id WHERE u.id IS NULL OR (u.bio, u.avatar_url) IS DISTINCT FROM (p.bio, p.avatar_url)",
        },
        Again = [2, 3],
    };

    public static LoadCase Merge => new("merge",
        new MergeTable(QualifiedName.Parse("profiles"), [ColumnPair.Parse("bio"), ColumnPair.Parse("title")], QualifiedName.Parse("users"), [new("user_id")])
        {
            Restore = new NewTable(QualifiedName.Parse("profiles"), [new("user_id int PRIMARY KEY"), new("bio text"), new("title text")]),
        },
        $"""
        CREATE TABLE users (id int PRIMARY KEY, name text NOT NULL); INSERT INTO users SELECT n, 'n' || n FROM generate_series(1, {LoadCase.Rows}) n;
        CREATE TABLE profiles (user_id int PRIMARY KEY REFERENCES users, bio text, title text);
        INSERT INTO profiles SELECT n, repeat('b', 60), 't' || n FROM generate_series(1, {LoadCase.Rows}) n WHERE n % 4 = 0;
        """,
        [new AppVersion(TwoTables, LoadCases.Text) { Until = 3 }, new AppVersion(OneTable, LoadCases.Text) { From = 1 }],
        "SELECT id, bio FROM users")
    {
        Watched = ["users", "profiles", "zz_dropped_profiles"],
        Never = new Dictionary<int, string> { [2] = Unmerged("profiles"), [3] = Unmerged("zz_dropped_profiles") },
        Again = [2, 3, 4],
    };

    public static LoadCase Enum
    {
        get
        {
            string[] before = ["pending", "active", "inactive", "banned"], kept = ["active", "inactive"], after = ["active", "inactive", "archived"];
            AppVersion Writes(string[] values) => AppVersion.Of("status", (writer, i) => values[(writer + (7 * i)) % values.Length]) with
            {
                Becomes = value => value switch { "pending" => "active", "banned" => "inactive", _ => value },
            };
            return new("enum",
                new SetEnumOnline(new(QualifiedName.Parse("user_status"), [.. after], [.. before], [new("pending", "active"), new("banned", "inactive")]), [EnumColumn.Parse("users.status")]),
                $"""
                CREATE TYPE user_status AS ENUM ('pending', 'active', 'inactive', 'banned');
                CREATE TABLE users (id int PRIMARY KEY, status user_status NOT NULL DEFAULT 'active', pad text DEFAULT 'p');
                INSERT INTO users SELECT n, (ARRAY['pending', 'active', 'inactive', 'banned'])[1 + n % 4]::user_status, repeat('x', 60) FROM generate_series(1, {LoadCase.Rows}) n;
                CREATE INDEX ix_status ON users (status);
                CREATE INDEX ix_active ON users (id) WHERE status = 'active';
                ALTER TABLE users ADD CONSTRAINT ck CHECK (status <> 'inactive' OR pad IS NOT NULL);
                CREATE VIEW active AS SELECT id, status FROM users WHERE status = 'active';
                """,

                // From the contract on the values that go are refused: nobody writes them any more.
                [Writes(before) with { Until = 3 }, Writes(kept), Writes(after) with { From = 3 }],
                "SELECT id, status::text FROM users")
            {
                Never = new Dictionary<int, string>
                {
                    [2] = "FROM users WHERE zz_new_status::text IS DISTINCT FROM CASE status WHEN 'pending' THEN 'active' WHEN 'banned' THEN 'inactive' ELSE status::text END",
                    [3] = "FROM users WHERE CASE zz_old_status WHEN 'pending' THEN 'active' WHEN 'banned' THEN 'inactive' ELSE zz_old_status::text END IS DISTINCT FROM nullif(status::text, 'archived')",
                },
                Holds = "SELECT count(*) = 3 FROM pg_index WHERE indrelid = 'users'::regclass AND indisvalid",
            };
        }
    }

    private static string Unmerged(string profiles) =>
        $"FROM users u LEFT JOIN {profiles} p ON p.user_id = u.id WHERE (u.bio, u.title) IS DISTINCT FROM (p.bio, p.title) OR u.has_profiles IS TRUE <> (p.user_id IS NOT NULL)";

    private static string OneTable(string what, int id, string value) => what switch
    {
        "insert" => $"INSERT INTO users (id, name, bio) VALUES ({id}, 'x', '{value}')",
        "update" => $"UPDATE users SET bio = '{value}' WHERE id = {id}",
        _ => $"DELETE FROM users WHERE id = {id}",
    };

    // In one transaction or in two; a row that may not be filled yet is written by ON CONFLICT.
    private static string Profile(string what, int id, string value) => what switch
    {
        "insert" when id % 8 < 4 => $"BEGIN; INSERT INTO users (id, name) VALUES ({id}, 'x'); INSERT INTO user_profiles (user_id, bio) VALUES ({id}, '{value}'); COMMIT",
        "insert" => $"BEGIN; INSERT INTO users (id, name) VALUES ({id}, 'x'); COMMIT; INSERT INTO user_profiles (user_id, bio) VALUES ({id}, '{value}')",
        "update" => $"INSERT INTO user_profiles (user_id, bio) VALUES ({id}, '{value}') ON CONFLICT (user_id) DO UPDATE SET bio = EXCLUDED.bio",
        _ => $"DELETE FROM users WHERE id = {id}",
    };

    private static string TwoTables(string what, int id, string value) => what switch
    {
        "insert" => $"INSERT INTO users VALUES ({id}, 'x'); INSERT INTO profiles (user_id, bio) VALUES ({id}, '{value}')",
        "update" => $"INSERT INTO profiles (user_id, bio) VALUES ({id}, '{value}') ON CONFLICT (user_id) DO UPDATE SET bio = EXCLUDED.bio; UPDATE profiles SET bio = bio || '' WHERE user_id = {id}",
        _ => $"DELETE FROM profiles WHERE user_id = {id}; DELETE FROM users WHERE id = {id}",
    };
}
