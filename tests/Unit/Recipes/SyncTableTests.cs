using Npgsql;
using SchemaMigrate.Operations;
using SchemaMigrate.Sql;
using SchemaMigrate.Tests.Fixtures;
using SchemaMigrate.Tests.Operations;

namespace SchemaMigrate.Tests.Recipes;

public sealed class SyncTableTests
{
    private const string Setup = """
        CREATE TABLE users (id int PRIMARY KEY, name text, bio text, avatar_url text);
        CREATE TABLE profiles (user_id int PRIMARY KEY REFERENCES users ON UPDATE CASCADE ON DELETE CASCADE, bio text, avatar_url text);
        INSERT INTO users (id, bio, avatar_url) SELECT n, 'b' || n, CASE WHEN n % 2 = 0 THEN '/' || n END FROM generate_series(1, 200) n;
        INSERT INTO profiles SELECT id, bio, avatar_url FROM users;
        """;

    private const string Unequal = "SELECT count(*) FROM users u FULL JOIN profiles p ON p.user_id = u.id WHERE u.id IS NULL OR (u.bio, u.avatar_url) IS DISTINCT FROM (p.bio, p.avatar_url)";

    private static readonly SyncTable Sync = new(QualifiedName.Parse("users"), QualifiedName.Parse("profiles"), [ColumnPair.Parse("bio"), ColumnPair.Parse("avatar_url")])
    {
        Reference = [new("user_id")],
    };

    [Theory, ClassData(typeof(ServerMajors))]
    public async Task Random_writers_of_both_shapes_never_leave_the_tables_different_and_lose_no_write(int major)
    {
        await using var database = await OperationDatabase.CreateAsync(major, Setup);
        await database.ApplyAsync(Sync);
        var writers = new RandomWriters(database.ConnectionString, Unequal);
        var deadlocks = await writers.RunAsync(
            (writer, id, value) => writer % 2 == 0
                ? $"INSERT INTO users (id, bio) VALUES ({id}, '{value}') ON CONFLICT (id) DO UPDATE SET bio = EXCLUDED.bio"
                : $"INSERT INTO users (id) VALUES ({id}) ON CONFLICT DO NOTHING; INSERT INTO profiles (user_id, bio) VALUES ({id}, '{value}') ON CONFLICT (user_id) DO UPDATE SET bio = EXCLUDED.bio",
            (writer, id, value) => writer % 2 == 0 ? $"UPDATE users SET bio = '{value}' WHERE id = {id}" : $"UPDATE profiles SET bio = '{value}' WHERE user_id = {id}");
        Assert.True(deadlocks < 20, $"{deadlocks} deadlocks over rows that all of them fight for");
        foreach (var (id, value) in writers.Written)
        {
            var found = await database.ScalarAsync<object>($"SELECT coalesce((SELECT u.bio || '|' || p.bio FROM users u JOIN profiles p ON p.user_id = u.id WHERE u.id = {id}), 'gone')");
            Assert.Equal(value is null ? "gone" : $"{value}|{value}", found);
        }
    }

    [Theory, ClassData(typeof(ServerMajors))]
    public async Task Every_way_to_write_rows_is_kept_equal(int major)
    {
        await using var database = await OperationDatabase.CreateAsync(major, Setup);
        await database.ApplyAsync(Sync);
        await database.ExecuteAsync("INSERT INTO users (id, bio) VALUES (1001, 'old')");
        await database.ExecuteAsync("INSERT INTO users (id) VALUES (1002)");
        await database.ExecuteAsync("INSERT INTO profiles (user_id, bio) VALUES (1002, 'new')");
        await database.ExecuteAsync("INSERT INTO users (id, avatar_url) VALUES (1003, '/x'); INSERT INTO profiles (user_id, bio) VALUES (1003, 'both')");
        await database.ExecuteAsync("INSERT INTO profiles (user_id, bio) VALUES (1, 'up') ON CONFLICT (user_id) DO UPDATE SET bio = EXCLUDED.bio || '!'");
        await database.ExecuteAsync("UPDATE users SET id = 2002, bio = 'moved' WHERE id = 2; UPDATE profiles SET avatar_url = NULL WHERE user_id = 2002");
        await database.ExecuteAsync("DELETE FROM profiles WHERE user_id = 4; DELETE FROM users WHERE id = 6; UPDATE users SET bio = NULL, avatar_url = NULL WHERE id = 8");
        await database.ExecuteAsync("MERGE INTO profiles p USING (VALUES (10, 'merged'), (1001, 'merged')) v (id, bio) ON p.user_id = v.id WHEN MATCHED THEN UPDATE SET bio = v.bio");
        await using (var copy = await database.Connection.BeginTextImportAsync("COPY users (id, bio) FROM STDIN"))
        {
            await copy.WriteAsync("4001\tcopied\n4002\tcopied\n");
        }

        Assert.Equal(0L, await database.ScalarAsync<long>(Unequal));
        Assert.Equal("merged,new,both,up!,moved,-,-,merged,copied", await database.ScalarAsync<string>(
            "SELECT string_agg(coalesce(p.bio, '-'), ',' ORDER BY ordinality) FROM unnest(ARRAY[1001,1002,1003,1,2002,4,8,10,4002]) WITH ORDINALITY o (id, ordinality) JOIN profiles p ON p.user_id = o.id"));
        Assert.Equal(0L, await database.ScalarAsync<long>("SELECT count(*) FROM profiles WHERE user_id IN (2, 6)"));
        Assert.Equal(await database.ScalarAsync<long>("SELECT count(*) FROM users"), await database.ScalarAsync<long>("SELECT count(*) FROM profiles"));
        await using var twice = new NpgsqlCommand("INSERT INTO profiles (user_id, bio) VALUES (1, 'again')", database.Connection);
        Assert.Equal("23505", (await Assert.ThrowsAsync<PostgresException>(() => twice.ExecuteNonQueryAsync())).SqlState);

        await database.ApplyAsync(Sync.Inverse.Operations);
        Assert.Equal(0L, await database.ScalarAsync<long>("SELECT (SELECT count(*) FROM pg_proc WHERE proname LIKE 'zz%') + (SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal)"));
    }

    [Theory, ClassData(typeof(ServerMajors))]
    public async Task A_row_that_is_not_filled_yet_keeps_what_the_new_writer_left_out(int major)
    {
        await using var database = await OperationDatabase.CreateAsync(major, Setup + "DELETE FROM profiles;");
        await database.ApplyAsync(Sync);
        await database.ExecuteAsync("INSERT INTO profiles (user_id, bio) VALUES (2, 'new') ON CONFLICT (user_id) DO UPDATE SET bio = EXCLUDED.bio");
        await database.ExecuteAsync("UPDATE users SET avatar_url = '/old' WHERE id = 4");
        await database.ExecuteAsync("UPDATE users SET name = 'x' WHERE id = 6");
        Assert.Equal("2:new:/2,4:b4:/old", await database.ScalarAsync<string>("SELECT string_agg(user_id || ':' || bio || ':' || avatar_url, ',' ORDER BY user_id) FROM profiles"));
        Assert.Equal("new:/2", await database.ScalarAsync<string>("SELECT bio || ':' || avatar_url FROM users WHERE id = 2"));
    }

    [Theory, ClassData(typeof(ServerMajors))]
    public async Task Sparsely_only_rows_with_a_value_get_one_in_the_part(int major)
    {
        await using var database = await OperationDatabase.CreateAsync(major, Setup + "DELETE FROM profiles; UPDATE users SET bio = NULL, avatar_url = NULL;");
        await database.ApplyAsync(Sync with { Sparse = true });
        await database.ExecuteAsync("INSERT INTO users (id, bio) VALUES (1001, 'a'), (1002, NULL)");
        await database.ExecuteAsync("UPDATE users SET bio = 'b' WHERE id IN (1, 2)");
        await database.ExecuteAsync("DELETE FROM profiles WHERE user_id = 2");
        Assert.Equal("1:b,1001:a", await database.ScalarAsync<string>("SELECT string_agg(user_id || ':' || bio, ',' ORDER BY user_id) FROM profiles"));
        Assert.Equal(0L, await database.ScalarAsync<long>(Unequal));
    }

    [Theory, ClassData(typeof(ServerMajors))]
    public async Task A_writer_needs_no_rights_on_the_other_table_and_its_search_path_and_temporary_tables_are_not_in_the_way(int major)
    {
        await using var database = await OperationDatabase.CreateAsync(major, Setup);
        await database.ApplyAsync(Sync);
        var role = new Identifier($"writer_{Guid.NewGuid():N}"[..20]);
        await database.ExecuteAsync($"""
            CREATE ROLE {role}; GRANT SELECT, INSERT, UPDATE, DELETE ON users TO {role};
            SET ROLE {role}; CREATE TEMPORARY TABLE profiles (user_id int, bio text, avatar_url text); SET search_path = pg_temp, public;
            UPDATE users SET bio = 'good' WHERE id = 1; DELETE FROM users WHERE id = 2; INSERT INTO users (id, bio) VALUES (1001, 'good');
            """);
        var refused = await Assert.ThrowsAsync<PostgresException>(() => database.ExecuteAsync(
            "CREATE TEMPORARY TABLE fake (id int, bio text, avatar_url text); CREATE TRIGGER mine AFTER DELETE ON fake FOR EACH ROW EXECUTE FUNCTION public.zz_sync_from_users_profiles()"));
        Assert.Equal("42501", refused.SqlState);
        await database.ExecuteAsync("RESET ROLE; RESET search_path");
        Assert.Equal("1,1001", await database.ScalarAsync<string>("SELECT string_agg(user_id::text, ',' ORDER BY user_id) FROM public.profiles WHERE bio = 'good'"));
        Assert.Equal(0L, await database.ScalarAsync<long>(Unequal.Replace(" profiles", " public.profiles", StringComparison.Ordinal)));
        await database.ExecuteAsync($"DROP OWNED BY {role}; DROP ROLE {role}");
    }
}
