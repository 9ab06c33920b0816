using System.Data.Common;
using System.Text.Json;
using SchemaMigrate.Connections;

namespace SchemaMigrate.Backfills;

/// <summary>What a worker does to the ranges of its backfill. All of it is fenced by the token of the range.</summary>
/// <param name="sql">The statements.</param>
/// <param name="backfill">The backfill.</param>
/// <param name="worker">The worker.</param>
internal sealed class RangeStore(BackfillSql sql, string backfill, Guid worker)
{
    /// <summary>Takes the next range; null when there is none to take now.</summary>
    internal async Task<TakenRange?> TakeAsync(DatabaseSession session, TimeSpan lease, CancellationToken cancellationToken) =>
        await session.QueryAsync(sql["TakeRange"], Read, cancellationToken, backfill, worker, lease.TotalMilliseconds) is [var range] ? range : null;

    /// <summary>
    /// After a lost connection: fences the former backend off and reads what it did commit. Null when another worker has the range or it is done.
    /// </summary>
    internal async Task<TakenRange?> RetakeAsync(DatabaseSession session, TakenRange range, TimeSpan lease, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync(
            sql["RetakeRange"],
            row => (State: row.GetString(0), Range: range with { Token = row.GetInt64(1), Batches = row.GetInt64(2), Cursor = Texts(row, 3) }),
            cancellationToken, backfill, range.Ordinal, worker, range.Token, lease.TotalMilliseconds);
        return rows is [{ State: "Running" } row] ? row.Range : null;
    }

    /// <summary>Gives a range back for others.</summary>
    internal Task ReleaseAsync(DatabaseSession session, TakenRange range, CancellationToken cancellationToken) =>
        session.ExecuteAsync(sql["ReleaseRange"], cancellationToken, backfill, range.Ordinal, worker, range.Token);

    /// <summary>Marks a range whose partition left.</summary>
    internal Task DetachAsync(DatabaseSession session, TakenRange range, CancellationToken cancellationToken) =>
        session.ExecuteAsync(sql["DetachRange"], cancellationToken, backfill, range.Ordinal, worker, range.Token);

    /// <summary>Changes the rows of a batch and sets the checkpoint; gives the number of rows changed.</summary>
    internal Task<long> ChangeAsync(
        DatabaseSession session, string statement, TakenRange range, IReadOnlyList<string>? cursor, bool done, TimeSpan lease, CancellationToken cancellationToken) =>
        session.ScalarAsync<long>(
            statement, cancellationToken, backfill, range.Ordinal, range.Token, range.Batches, cursor?.ToArray(), done, (long)lease.TotalMilliseconds);

    /// <summary>Goes past a row that cannot be changed. False when another worker has the range.</summary>
    internal async Task<bool> PassOverAsync(
        DatabaseSession session, TakenRange range, IReadOnlyList<string> key, bool done, bool keep, SqlExecutionException error, CancellationToken cancellationToken) =>
        await session.ScalarAsync<long>(
            sql["PassOverRow"], cancellationToken, backfill, range.Ordinal, range.Token, range.Batches, key.ToArray(), done, keep, key.ToArray(),
            error.SqlState, error.MessageText) == 1;

    /// <summary>The fence of the closing work, as the first item of its transaction.</summary>
    internal BatchItem Require(TakenRange range, bool done, TimeSpan lease) =>
        new(sql["RequireRange"], backfill, range.Ordinal, range.Token, range.Batches, done, (long)lease.TotalMilliseconds);

    private static TakenRange Read(DbDataReader row) => new()
    {
        Ordinal = row.GetInt32(0),
        IsFinish = row.GetString(1) == "Finish",
        Pass = row.GetInt32(2),
        Relation = row.GetInt64(3),
        RelationName = row.GetString(4),
        Key = row.IsDBNull(5) ? null : JsonSerializer.Deserialize<WalkKey>(row.GetString(5), BackfillJson.Options),
        Bounds = new KeyRange(Texts(row, 6), Texts(row, 7)),
        Cursor = Texts(row, 8),
        Token = row.GetInt64(9),
        Batches = row.GetInt64(10),
        Former = row.IsDBNull(13) ? null : row.GetGuid(13),
    };

    internal static IReadOnlyList<string>? Texts(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<string[]>(column);
}
