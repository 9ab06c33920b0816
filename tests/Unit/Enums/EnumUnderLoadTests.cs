using System.Collections.Concurrent;
using Npgsql;
using SchemaMigrate.Operations;
using SchemaMigrate.Sql;
using SchemaMigrate.Tests.Fixtures;
using SchemaMigrate.Tests.Operations;
using SchemaMigrate.Tests.Recipes;

namespace SchemaMigrate.Tests.Enums;

[Collection(Fixtures.AloneCollection.Name)]
public sealed class EnumUnderLoadTests
{
    private const int Rows = 200_000;
    private static readonly string[] Old = ["pending", "active", "inactive", "banned"];
    private static readonly string[] Kept = ["active", "inactive"];
    private static readonly SetEnumOnline Recipe = new(
        new(QualifiedName.Parse("user_status"), ["active", "inactive", "archived"], [.. Old], [new("pending", "active"), new("banned", "inactive")]), [EnumColumn.Parse("users.status")]);

    [Theory, ClassData(typeof(ServerMajors))]
    public async Task Old_and_new_writers_go_on_through_every_phase_without_an_error_or_a_lost_write_and_nothing_is_locked_for_long(int major)
    {
        using var project = await RecipeProject.CreateAsync(major, $"""
            CREATE TYPE user_status AS ENUM ('pending', 'active', 'inactive', 'banned');
            CREATE TABLE users (id int PRIMARY KEY, status user_status NOT NULL DEFAULT 'active', pad text);
            INSERT INTO users SELECT n, (ARRAY['pending', 'active', 'inactive', 'banned'])[1 + n % 4]::user_status, repeat('x', 60) FROM generate_series(1, {Rows}) n;
            CREATE INDEX ix_status ON users (status);
            CREATE INDEX ix_active ON users (id) WHERE status = 'active';
            ALTER TABLE users ADD CONSTRAINT ck CHECK (status <> 'inactive' OR pad IS NOT NULL);
            CREATE VIEW active AS SELECT id, status FROM users WHERE status = 'active';
            """, Recipe);
        var written = new ConcurrentDictionary<int, string?>();
        using var oldStop = new CancellationTokenSource();
        using var newStop = new CancellationTokenSource();
        using var lockWatch = new CancellationTokenSource();
        var locks = Task.Run(() => LockSampler.WatchAsync(project.ConnectionString, "users", lockWatch.Token));

        // One writer of before writes the values that go, one those that stay.
        Task[] going = [WriteAsync(project.ConnectionString, 0, Old, written, oldStop.Token), WriteAsync(project.ConnectionString, 1, Old, written, oldStop.Token)];
        Task[] staying = [WriteAsync(project.ConnectionString, 2, Kept, written, newStop.Token)];
        await project.UpAsync(1);
        await project.UpAsync(2);
        Assert.Equal(0L, await project.ScalarAsync<long>(
            "SELECT count(*) FROM users WHERE zz_new_status::text IS DISTINCT FROM CASE status WHEN 'pending' THEN 'active' WHEN 'banned' THEN 'inactive' ELSE status::text END"));
        await project.DownAsync(1);
        await project.UpAsync(2);

        // From here on the values that go are refused: nobody writes them any more.
        await oldStop.CancelAsync();
        await Task.WhenAll(going);
        await project.UpAsync(3);
        Task[] fresh = [WriteAsync(project.ConnectionString, 3, Recipe.Change.Values, written, newStop.Token)];
        await Task.Delay(300);
        Assert.Equal(0L, await project.ScalarAsync<long>(
            "SELECT count(*) FROM users WHERE CASE zz_old_status WHEN 'pending' THEN 'active' WHEN 'banned' THEN 'inactive' ELSE zz_old_status::text END IS DISTINCT FROM nullif(status::text, 'archived')"));
        await project.UpAsync(4);
        await Task.Delay(300);
        await newStop.CancelAsync();
        await Task.WhenAll([.. fresh, .. staying]);
        await lockWatch.CancelAsync();

        Assert.True(written.Count > 100, $"{written.Count} rows written");
        var now = await RowsAsync(project.ConnectionString);
        Assert.All(written, write => Assert.Equal(write.Value switch { "pending" => "active", "banned" => "inactive", var other => other }, now.GetValueOrDefault(write.Key)));
        var longest = await locks;
        Assert.True(longest.Samples > 50, $"{longest.Samples} samples");
        Assert.True(longest.Held < TimeSpan.FromMilliseconds(200), $"ACCESS EXCLUSIVE was seen for {longest.Held.TotalMilliseconds} ms");
        Assert.Equal(4L, await project.ScalarAsync<long>("SELECT count(*) FROM pg_index WHERE indrelid = 'users'::regclass AND indisvalid") + 1);
    }

    // Every writer has rows of its own, so that its last write is known.
    private static async Task WriteAsync(string connectionString, int writer, IReadOnlyList<string> values, ConcurrentDictionary<int, string?> written, CancellationToken stop)
    {
        await using var connection = await OperationDatabase.OpenAsync(connectionString);
        var random = new Random(writer);
        while (!stop.IsCancellationRequested)
        {
            var id = 4 * random.Next(1, Rows / 4) + writer;
            var value = random.Next(5) == 0 ? null : values[random.Next(values.Count)];
            await using var command = new NpgsqlCommand(
                value is null
                    ? $"DELETE FROM users WHERE id = {id}"
                    : $"INSERT INTO users (id, status, pad) VALUES ({id}, '{value}', 'p') ON CONFLICT (id) DO UPDATE SET status = EXCLUDED.status", connection);
            await command.ExecuteNonQueryAsync(CancellationToken.None);
            written[id] = value;
            await Task.Delay(2, CancellationToken.None);
        }
    }

    private static async Task<Dictionary<int, string>> RowsAsync(string connectionString)
    {
        await using var connection = await OperationDatabase.OpenAsync(connectionString);
        await using var command = new NpgsqlCommand("SELECT id, status::text FROM users", connection);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new Dictionary<int, string>();
        while (await reader.ReadAsync())
        {
            rows.Add(reader.GetInt32(0), reader.GetString(1));
        }

        return rows;
    }
}
