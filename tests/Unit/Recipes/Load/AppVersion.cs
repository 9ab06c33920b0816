using Npgsql;
using SchemaMigrate.Tests.Operations;

namespace SchemaMigrate.Tests.Recipes.Load;

/// <summary>One version of an application that writes the tables: inserts, updates and deletes at random, by the shape that it knows.</summary>
/// <param name="Statement">What it sends to do a thing to a row: <c>insert</c>, <c>update</c> or <c>delete</c>, the row's id, and the text that the row gets.</param>
/// <param name="Value">The text of the n-th write of a writer.</param>
internal sealed record AppVersion(Func<string, int, string, string> Statement, Func<int, int, string> Value)
{
    /// <summary>The phase after which it is deployed; 0 when it is there before the first.</summary>
    public int From { get; init; }

    /// <summary>The phase before which it must be gone; none when it may stay.</summary>
    public int Until { get; init; } = int.MaxValue;

    /// <summary>What a text that it wrote has become in the end.</summary>
    public Func<string, string> Becomes { get; init; } = value => value;

    /// <summary>A version that writes a column of users, whether the row is there or not.</summary>
    /// <param name="column">The column.</param>
    /// <param name="value">The text of the n-th write of a writer.</param>
    /// <param name="also">More that it writes in each row, a column and its value as SQL.</param>
    public static AppVersion Of(string column, Func<int, int, string> value, (string Column, string Value)? also = null)
    {
        var (columns, values, set) = also is { } more
            ? ($"{column}, {more.Column}", $", {more.Value}", $", {more.Column} = EXCLUDED.{more.Column}")
            : (column, "", "");
        return new AppVersion(
            (what, id, text) => what == "delete"
                ? $"DELETE FROM users WHERE id = {id}"
                : $"INSERT INTO users (id, {columns}) VALUES ({id}, '{text}'{values}) ON CONFLICT (id) DO UPDATE SET {column} = EXCLUDED.{column}{set}",
            value);
    }

    /// <summary>Writes until it is stopped. The number of the writer picks its rows, so that the last write to each is known; null is a deletion.</summary>
    public async Task<IReadOnlyDictionary<int, string?>> WriteAsync(string connectionString, int writer, int writers, int rows, CancellationToken stop)
    {
        await using var connection = await OperationDatabase.OpenAsync(connectionString);
        var random = new Random(writer);
        var written = new Dictionary<int, string?>();
        for (var i = 0; !stop.IsCancellationRequested; i++)
        {
            var id = (writers * random.Next(1, rows / writers)) + writer;
            var gone = written.TryGetValue(id, out var before) && before is null;
            var value = !gone && random.Next(5) == 0 ? null : Value(writer, i);
            await using var command = new NpgsqlCommand(Statement(value is null ? "delete" : gone ? "insert" : "update", id, value ?? ""), connection);
            await command.ExecuteNonQueryAsync(CancellationToken.None);
            written[id] = value is null ? null : Becomes(value);
            await Task.Delay(2, CancellationToken.None);
        }

        return written;
    }
}
