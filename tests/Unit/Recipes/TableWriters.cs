using System.Collections.Concurrent;
using Npgsql;
using SchemaMigrate.Tests.Operations;

namespace SchemaMigrate.Tests.Recipes;

/// <summary>
/// Clients of one shape of a table's columns, beside and apart. Each has rows of its own, so that what they must hold in the end is known; it inserts, updates and deletes
/// them by its own shape only.
/// </summary>
internal sealed class TableWriters(string connectionString, int rows)
{
    private const int Clients = 4;

    /// <summary>What each row must hold in the end; null for a row that is gone.</summary>
    public ConcurrentDictionary<int, string?> Written { get; } = [];

    /// <summary>Writes until it is told to stop.</summary>
    /// <param name="writer">Which of the clients, from 0.</param>
    /// <param name="statement">The statement that does a thing to a row: <c>insert</c>, <c>update</c>, <c>delete</c>; with the row's id and a text.</param>
    /// <param name="stop">Ends it.</param>
    public async Task WriteAsync(int writer, Func<string, int, string, string> statement, CancellationToken stop)
    {
        await using var connection = await OperationDatabase.OpenAsync(connectionString);
        var random = new Random(writer);
        for (var i = 0; !stop.IsCancellationRequested; i++)
        {
            var id = Clients * random.Next(1, rows / Clients) + writer;
            var known = Written.TryGetValue(id, out var before);
            var gone = known && before is null;
            var (what, value) = gone ? ("insert", $"w{writer}.{i}") : random.Next(6) == 0 ? ("delete", (string?)null) : ("update", $"w{writer}.{i}");
            await using var command = new NpgsqlCommand(statement(what, id, value ?? ""), connection);
            await command.ExecuteNonQueryAsync(CancellationToken.None);
            Written[id] = value;
            await Task.Delay(2, CancellationToken.None);
        }
    }

    /// <summary>Fails when a write is lost.</summary>
    /// <param name="query">Gives id and text of the rows.</param>
    public async Task VerifyAsync(string query)
    {
        await using var connection = await OperationDatabase.OpenAsync(connectionString);
        await using var command = new NpgsqlCommand(query, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var now = new Dictionary<int, string?>();
        while (await reader.ReadAsync())
        {
            now.Add(reader.GetInt32(0), reader.IsDBNull(1) ? null : reader.GetString(1));
        }

        Assert.True(Written.Count > 100, $"{Written.Count} rows written");
        Assert.All(Written, write => Assert.True(
            write.Value is null ? !now.ContainsKey(write.Key) : now.GetValueOrDefault(write.Key) == write.Value,
            $"row {write.Key} has '{now.GetValueOrDefault(write.Key)}', not '{write.Value}'"));
    }
}
