using SchemaMigrate.Operations;
using SchemaMigrate.Sql;
using SchemaMigrate.Tests.Fixtures;
using SchemaMigrate.Tests.Operations;

namespace SchemaMigrate.Tests.Recipes;

public sealed class SyncColumnTests
{
    private const string Setup = """
        CREATE TABLE users (id int PRIMARY KEY, name text NOT NULL DEFAULT 'nobody', full_name text);
        INSERT INTO users (id, name, full_name) SELECT n, 'n' || n, 'n' || n FROM generate_series(1, 200) n;
        """;

    private static readonly SyncColumn Sync = new(QualifiedName.Parse("users"), new("name"), new("full_name"));

    [Theory, ClassData(typeof(ServerMajors))]
    public async Task Random_writers_of_both_shapes_never_leave_the_columns_different_and_lose_no_write(int major)
    {
        await using var database = await OperationDatabase.CreateAsync(major, Setup);
        await database.ApplyAsync(Sync);
        static string Column(int writer) => writer % 2 == 0 ? "name" : "full_name";
        var writers = new RandomWriters(database.ConnectionString, "SELECT count(*) FROM users WHERE name IS DISTINCT FROM full_name");
        Assert.Equal(0, await writers.RunAsync(
            (writer, id, value) => $"INSERT INTO users (id, {Column(writer)}) VALUES ({id}, '{value}') ON CONFLICT (id) DO UPDATE SET {Column(writer)} = EXCLUDED.{Column(writer)}",
            (writer, id, value) => $"UPDATE users SET {Column(writer)} = '{value}' WHERE id = {id}"));

        foreach (var (id, value) in writers.Written)
        {
            var found = await database.ScalarAsync<object>($"SELECT coalesce((SELECT name || '|' || full_name FROM users WHERE id = {id}), 'gone')");
            Assert.Equal(value is null ? "gone" : $"{value}|{value}", found);
        }
    }

    [Theory, ClassData(typeof(ServerMajors))]
    public async Task Every_way_to_write_rows_is_kept_equal(int major)
    {
        await using var database = await OperationDatabase.CreateAsync(major, Setup);
        await database.ApplyAsync(Sync);
        await database.ExecuteAsync("""
            INSERT INTO users (id) VALUES (1001);
            INSERT INTO users (id, name) VALUES (1002, 'old');
            INSERT INTO users (id, full_name) VALUES (1003, 'new');
            INSERT INTO users (id, name, full_name) VALUES (1004, 'lost', 'won');
            INSERT INTO users (id, name) VALUES (1, 'up') ON CONFLICT (id) DO UPDATE SET name = EXCLUDED.name || '!';
            INSERT INTO users (id, full_name) VALUES (2, 'up') ON CONFLICT (id) DO UPDATE SET full_name = EXCLUDED.full_name || '?';
            INSERT INTO users (id, name) SELECT n, 'bulk' FROM generate_series(2001, 2500) n;
            UPDATE users SET name = name || '.', full_name = full_name || ';' WHERE id = 3;
            MERGE INTO users u USING (VALUES (4, 'merged'), (3001, 'merged')) v (id, name) ON u.id = v.id
            WHEN MATCHED THEN UPDATE SET full_name = v.name WHEN NOT MATCHED THEN INSERT (id, name) VALUES (v.id, v.name);
            """);
        await using (var copy = await database.Connection.BeginTextImportAsync("COPY users (id, full_name) FROM STDIN"))
        {
            await copy.WriteAsync("4001\tcopied\n4002\tcopied\n");
        }

        Assert.Equal(0L, await database.ScalarAsync<long>("SELECT count(*) FROM users WHERE name IS DISTINCT FROM full_name"));
        Assert.Equal("nobody,old,new,won,up!,up?,n3;,merged,merged,copied", await database.ScalarAsync<string>(
            "SELECT string_agg(name, ',' ORDER BY ordinality) FROM unnest(ARRAY[1001,1002,1003,1004,1,2,3,4,3001,4002]) WITH ORDINALITY o (id, ordinality) JOIN users USING (id)"));
    }

    [Theory, ClassData(typeof(ServerMajors))]
    public async Task A_conversion_back_never_touches_the_value_that_its_conversion_forth_came_from(int major)
    {
        await using var database = await OperationDatabase.CreateAsync(major, "CREATE TABLE t (id int, a text, b int); INSERT INTO t VALUES (1, ' 42 ', NULL), (2, NULL, NULL);");
        var sync = new SyncColumn(QualifiedName.Parse("t"), new("a"), new("b")) { Up = new("trim(a)::int"), Down = new("t.b::text") };
        await database.ApplyAsync(sync);
        await database.ExecuteAsync("UPDATE t SET b = 42 WHERE id = 1; UPDATE t SET b = 7 WHERE id = 2; INSERT INTO t VALUES (3, ' 8 ', 8), (4, ' 8 ', 9)");
        Assert.Equal("1: 42 :42,2:7:7,3: 8 :8,4:9:9", await database.ScalarAsync<string>("SELECT string_agg(id || ':' || a || ':' || b, ',' ORDER BY id) FROM t"));
        await database.ApplyAsync(sync.Inverse.Operations);
        Assert.Equal(0L, await database.ScalarAsync<long>("SELECT count(*) FROM pg_proc WHERE proname LIKE 'zz%'"));
    }

    [Theory, ClassData(typeof(ServerMajors))]
    public async Task A_writers_search_path_cannot_put_other_functions_in_the_way(int major)
    {
        await using var database = await OperationDatabase.CreateAsync(major, Setup);
        await database.ApplyAsync(Sync with { Up = new("upper(name)"), Down = new("lower(full_name)") });
        await database.ExecuteAsync("""
            CREATE SCHEMA evil; CREATE FUNCTION evil.upper(text) RETURNS text LANGUAGE sql AS $$ SELECT 'evil' $$;
            CREATE TEMPORARY TABLE users (other int); SET search_path = evil, public, pg_catalog; UPDATE public.users SET name = 'good' WHERE id = 1; RESET search_path; DROP TABLE pg_temp.users;
            """);
        Assert.Equal("GOOD", await database.ScalarAsync<string>("SELECT full_name FROM users WHERE id = 1"));
    }
}
