using System.Collections.Concurrent;
using Npgsql;
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
        var written = new ConcurrentDictionary<int, string?>();
        using var done = new CancellationTokenSource();
        var checks = Task.Run(() => WatchAsync(database.ConnectionString, done.Token));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(writer => WriteAsync(database.ConnectionString, writer, writer % 2 == 0 ? "name" : "full_name", written)));
        await done.CancelAsync();
        Assert.True(await checks > 5);

        foreach (var (id, value) in written)
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
            SET search_path = evil, public, pg_catalog; UPDATE users SET name = 'good' WHERE id = 1; RESET search_path;
            """);
        Assert.Equal("GOOD", await database.ScalarAsync<string>("SELECT full_name FROM users WHERE id = 1"));
    }

    // Each writer has rows of its own, whose last write it knows, and rows that all of them fight for.
    private static async Task WriteAsync(string connectionString, int writer, string column, ConcurrentDictionary<int, string?> written)
    {
        await using var connection = await OperationDatabase.OpenAsync(connectionString);
        var random = new Random(writer);
        for (var i = 0; i < 300; i++)
        {
            var own = 1 + writer + (4 * random.Next(40));
            var (value, shared) = ($"w{writer}.{i}", 161 + random.Next(40));
            var (sql, result) = random.Next(4) switch
            {
                0 => ($"DELETE FROM users WHERE id = {own}", null),
                1 => ($"INSERT INTO users (id, {column}) VALUES ({own}, '{value}') ON CONFLICT (id) DO UPDATE SET {column} = EXCLUDED.{column}", value),
                2 => ($"UPDATE users SET {column} = '{value}' WHERE id = {own}; INSERT INTO users (id, {column}) VALUES ({own}, '{value}') ON CONFLICT DO NOTHING", value),
                _ => ($"UPDATE users SET {column} = '{value}' WHERE id = {shared}", (string?)"shared"),
            };
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync();
            if (result != "shared")
            {
                written[own] = result;
            }
        }
    }

    private static async Task<int> WatchAsync(string connectionString, CancellationToken cancellationToken)
    {
        await using var connection = await OperationDatabase.OpenAsync(connectionString);
        var checks = 0;
        while (!cancellationToken.IsCancellationRequested)
        {
            await using var command = new NpgsqlCommand("SELECT count(*) FROM users WHERE name IS DISTINCT FROM full_name", connection);
            Assert.Equal(0L, await command.ExecuteScalarAsync(CancellationToken.None));
            checks++;
            await Task.Delay(5, CancellationToken.None);
        }

        return checks;
    }
}
