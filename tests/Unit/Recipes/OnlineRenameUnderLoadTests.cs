using System.Collections.Concurrent;
using Npgsql;
using SchemaMigrate.Operations;
using SchemaMigrate.Sql;
using SchemaMigrate.Tests.Fixtures;
using SchemaMigrate.Tests.Operations;

namespace SchemaMigrate.Tests.Recipes;

public sealed class OnlineRenameUnderLoadTests
{
    private const int Rows = 200_000;
    private static readonly RenameColumnOnline Recipe = new(QualifiedName.Parse("users"), new("name"), new("full_name"));

    [Theory, ClassData(typeof(ServerMajors))]
    public async Task Old_and_new_writers_go_on_through_every_phase_without_an_error_or_a_lost_write_and_nothing_is_locked_for_long(int major)
    {
        using var project = await RecipeProject.CreateAsync(
            major, $"CREATE TABLE users (id int PRIMARY KEY, name text NOT NULL DEFAULT 'nobody', pad text); INSERT INTO users SELECT n, 'n' || n, repeat('x', 60) FROM generate_series(1, {Rows}) n;", Recipe);
        var written = new ConcurrentDictionary<int, string?>();
        using var oldStop = new CancellationTokenSource();
        using var newStop = new CancellationTokenSource();
        using var lockWatch = new CancellationTokenSource();
        var locks = Task.Run(() => LockSampler.WatchAsync(project.ConnectionString, "users", lockWatch.Token));
        Task[] old = [WriteAsync(project.ConnectionString, 0, "name", written, oldStop.Token), WriteAsync(project.ConnectionString, 1, "name", written, oldStop.Token)];

        await project.UpAsync(1);
        Task[] fresh = [WriteAsync(project.ConnectionString, 2, "full_name", written, newStop.Token), WriteAsync(project.ConnectionString, 3, "full_name", written, newStop.Token)];
        await project.UpAsync(2);
        Assert.Equal(0L, await project.ScalarAsync<long>("SELECT count(*) FROM users WHERE name IS DISTINCT FROM full_name"));
        await project.DownAsync(1);
        await project.UpAsync(2);

        // The old version of the application is gone before its column is.
        await oldStop.CancelAsync();
        await Task.WhenAll(old);
        await project.UpAsync(3);
        await Task.Delay(300);
        await newStop.CancelAsync();
        await Task.WhenAll(fresh);
        await lockWatch.CancelAsync();

        Assert.True(written.Count > 100, $"{written.Count} rows written");
        var now = await RowsAsync(project.ConnectionString);
        Assert.All(written, write => Assert.Equal(write.Value, now.GetValueOrDefault(write.Key)));
        var longest = await locks;
        Assert.True(longest.Samples > 50, $"{longest.Samples} samples");
        Assert.True(longest.Held < TimeSpan.FromMilliseconds(200), $"ACCESS EXCLUSIVE was seen for {longest.Held.TotalMilliseconds} ms");
    }

    // Every writer has rows of its own, so that its last write is known; inserts, updates and deletes by the one shape only.
    private static async Task WriteAsync(string connectionString, int writer, string column, ConcurrentDictionary<int, string?> written, CancellationToken stop)
    {
        await using var connection = await OperationDatabase.OpenAsync(connectionString);
        var random = new Random(writer);
        for (var i = 0; !stop.IsCancellationRequested; i++)
        {
            var id = 4 * random.Next(1, Rows / 4) + writer;
            var value = random.Next(5) == 0 ? null : $"w{writer}.{i}";
            await using var command = new NpgsqlCommand(
                value is null
                    ? $"DELETE FROM users WHERE id = {id}"
                    : $"INSERT INTO users (id, {column}) VALUES ({id}, '{value}') ON CONFLICT (id) DO UPDATE SET {column} = EXCLUDED.{column}", connection);
            await command.ExecuteNonQueryAsync(CancellationToken.None);
            written[id] = value;
            await Task.Delay(2, CancellationToken.None);
        }
    }

    private static async Task<Dictionary<int, string>> RowsAsync(string connectionString)
    {
        await using var connection = await OperationDatabase.OpenAsync(connectionString);
        await using var command = new NpgsqlCommand("SELECT id, full_name FROM users", connection);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new Dictionary<int, string>();
        while (await reader.ReadAsync())
        {
            rows.Add(reader.GetInt32(0), reader.GetString(1));
        }

        return rows;
    }
}
