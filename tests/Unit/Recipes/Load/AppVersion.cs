using Npgsql;
using SchemaMigrate.Tests.Operations;

namespace SchemaMigrate.Tests.Recipes.Load;

/// <summary>One version of an application that writes the table: inserts, updates and deletes at random, by the shape that it knows.</summary>
/// <param name="Column">The column that it writes.</param>
/// <param name="Value">The value of the n-th write of a writer, as SQL.</param>
internal sealed record AppVersion(string Column, Func<int, int, string> Value)
{
    /// <summary>The phase after which it is deployed; 0 when it is there before the first.</summary>
    public int From { get; init; }

    /// <summary>The phase before which it must be gone; none when it may stay.</summary>
    public int Until { get; init; } = int.MaxValue;

    /// <summary>More that it writes in each row, a column and its value as SQL.</summary>
    public (string Column, string Value)? Also { get; init; }

    /// <summary>Writes until it is stopped. The number of the writer picks its rows, so that the last write to each is known; null is a deletion.</summary>
    public async Task<IReadOnlyDictionary<int, string?>> WriteAsync(string connectionString, int writer, int rows, CancellationToken stop)
    {
        await using var connection = await OperationDatabase.OpenAsync(connectionString);
        var random = new Random(writer);
        var written = new Dictionary<int, string?>();
        for (var i = 0; !stop.IsCancellationRequested; i++)
        {
            var id = (LoadCase.Writers * random.Next(1, rows / LoadCase.Writers)) + writer;
            var value = random.Next(5) == 0 ? null : Value(writer, i);
            await using var command = new NpgsqlCommand(value is null ? $"DELETE FROM users WHERE id = {id}" : Upsert(id, value), connection);
            await command.ExecuteNonQueryAsync(CancellationToken.None);
            written[id] = value?.Trim('\'');
            await Task.Delay(2, CancellationToken.None);
        }

        return written;
    }

    private string Upsert(int id, string value) => Also is { } also
        ? $"INSERT INTO users (id, {Column}, {also.Column}) VALUES ({id}, {value}, {also.Value}) ON CONFLICT (id) DO UPDATE SET {Column} = EXCLUDED.{Column}, {also.Column} = EXCLUDED.{also.Column}"
        : $"INSERT INTO users (id, {Column}) VALUES ({id}, {value}) ON CONFLICT (id) DO UPDATE SET {Column} = EXCLUDED.{Column}";
}
