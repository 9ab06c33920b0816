using System.Collections.Concurrent;
using Npgsql;
using SchemaMigrate.Tests.Operations;

namespace SchemaMigrate.Tests.Recipes;

/// <summary>Writers of two shapes that are kept equal: each has rows of its own, whose last write it knows, and rows that all of them fight for.</summary>
/// <param name="connectionString">The database.</param>
/// <param name="unequal">The query that counts what differs.</param>
internal sealed class RandomWriters(string connectionString, string unequal)
{
    private const int Writers = 4;
    private readonly ConcurrentDictionary<int, string?> written = new();

    /// <summary>The last write to each row that has one writer; null for a deletion.</summary>
    public IReadOnlyDictionary<int, string?> Written => written;

    /// <summary>Lets them write, looking all the while whether something differs. Gives the number of deadlocks over rows that all fight for.</summary>
    /// <param name="insert">The statement that makes a row, or changes the one that is there; by writer, row and text.</param>
    /// <param name="update">The statement that changes a row.</param>
    public async Task<int> RunAsync(Func<int, int, string, string> insert, Func<int, int, string, string> update)
    {
        using var done = new CancellationTokenSource();
        var checks = Task.Run(() => WatchAsync(done.Token));
        var deadlocks = await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => WriteAsync(writer, insert, update)));
        await done.CancelAsync();
        Assert.True(await checks > 5);
        return deadlocks.Sum();
    }

    private async Task<int> WriteAsync(int writer, Func<int, int, string, string> insert, Func<int, int, string, string> update)
    {
        await using var connection = await OperationDatabase.OpenAsync(connectionString);
        var (random, deadlocks) = (new Random(writer), 0);
        for (var i = 0; i < 300; i++)
        {
            var own = 1 + writer + (Writers * random.Next(40));
            var (value, shared) = ($"w{writer}.{i}", 161 + random.Next(40));
            var (sql, result) = random.Next(4) switch
            {
                0 => ($"DELETE FROM users WHERE id = {own}", null),
                1 => (insert(writer, own, value), value),
                2 => ($"{insert(writer, own, value)}; {update(writer, own, value)}", value),
                _ => (update(writer, shared, value), (string?)"shared"),
            };
            try
            {
                await using var command = new NpgsqlCommand(sql, connection);
                await command.ExecuteNonQueryAsync();
            }
            catch (PostgresException error) when (error.SqlState == "40P01" && result == "shared")
            {
                deadlocks++;
            }

            if (result != "shared")
            {
                written[own] = result;
            }
        }

        return deadlocks;
    }

    private async Task<int> WatchAsync(CancellationToken cancellationToken)
    {
        await using var connection = await OperationDatabase.OpenAsync(connectionString);
        var checks = 0;
        while (!cancellationToken.IsCancellationRequested)
        {
            await using var command = new NpgsqlCommand(unequal, connection);
            Assert.Equal(0L, await command.ExecuteScalarAsync(CancellationToken.None));
            checks++;
            await Task.Delay(5, CancellationToken.None);
        }

        return checks;
    }
}
