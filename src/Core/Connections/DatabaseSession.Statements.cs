using System.Data.Common;
using Npgsql;

namespace SchemaMigrate.Connections;

/// <content>Running statements. Parameters are positional ($1, $2, …). Every error leaves as a MigrationException or OperationCanceledException.</content>
public sealed partial class DatabaseSession
{
    /// <summary>Runs one statement and gives the number of rows it changed, or -1 for a statement that changes none.</summary>
    internal Task<int> ExecuteAsync(string sql, CancellationToken cancellationToken, params object?[] parameters) =>
        RunAsync(sql, parameters, static (command, token) => command.ExecuteNonQueryAsync(token), cancellationToken);

    /// <summary>Runs one query and gives all its rows.</summary>
    internal Task<IReadOnlyList<T>> QueryAsync<T>(
        string sql, Func<DbDataReader, T> read, CancellationToken cancellationToken, params object?[] parameters) =>
        RunAsync(sql, parameters, (command, token) => ReadAllAsync(command, read, token), cancellationToken);

    /// <summary>As <see cref="QueryAsync"/>, for what is asked over and over: the server plans it once for the session. No parameter may be null.</summary>
    internal Task<IReadOnlyList<T>> QueryPreparedAsync<T>(
        string sql, Func<DbDataReader, T> read, CancellationToken cancellationToken, params object[] parameters) =>
        RunAsync(sql, parameters, async (command, token) =>
        {
            // The connection knows what it has prepared: the second time nothing is sent.
            await command.PrepareAsync(token);
            return await ReadAllAsync(command, read, token);
        }, cancellationToken);

    /// <summary>Runs one query and gives the first column of its first row; the default of <typeparamref name="T"/> for NULL or no row.</summary>
    internal Task<T?> ScalarAsync<T>(string sql, CancellationToken cancellationToken, params object?[] parameters) =>
        RunAsync(sql, parameters, static async (command, token) =>
        {
            await using var reader = await command.ExecuteReaderAsync(token);
            return await reader.ReadAsync(token) && !await reader.IsDBNullAsync(0, token)
                ? await reader.GetFieldValueAsync<T>(0, token)
                : default;
        }, cancellationToken);

    /// <summary>
    /// Runs several statements in one round trip. Outside a transaction they are one implicit transaction, all or nothing. Statements that
    /// refuse a transaction (CREATE INDEX CONCURRENTLY) must be sent alone, with <see cref="ExecuteAsync"/>.
    /// </summary>
    /// <returns>Per item the number of rows it changed, 0 for a statement that changes none.</returns>
    internal async Task<IReadOnlyList<long>> ExecuteBatchAsync(IReadOnlyList<BatchItem> items, CancellationToken cancellationToken)
    {
        if (items.Count == 0)
        {
            return [];
        }

        var batch = NpgsqlBatches.Create(Connection, items);
        return await GuardAsync(async token =>
        {
            await using (batch)
            {
                await batch.ExecuteNonQueryAsync(token);
                return (IReadOnlyList<long>)batch.BatchCommands.Cast<NpgsqlBatchCommand>().Select(command => (long)command.Rows).ToArray();
            }
        }, items, cancellationToken);
    }

    /// <summary>Starts a transaction. BEGIN travels with the first statement, so it costs no round trip.</summary>
    internal async Task<SessionTransaction> BeginAsync(CancellationToken cancellationToken) => new(
        this, await GuardAsync(token => Connection.BeginTransactionAsync(token).AsTask(), [], cancellationToken));

    private static async Task<IReadOnlyList<T>> ReadAllAsync<T>(NpgsqlCommand command, Func<DbDataReader, T> read, CancellationToken cancellationToken)
    {
        var rows = new List<T>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    private Task<T> RunAsync<T>(
        string sql, object?[] parameters, Func<NpgsqlCommand, CancellationToken, Task<T>> run, CancellationToken cancellationToken)
    {
        // An array of texts that is meant as one parameter arrives as the array of all parameters: arrays are covariant.
        var item = new BatchItem(sql, parameters.GetType() == typeof(object[]) ? parameters : [parameters]);
        return GuardAsync(async token =>
        {
            await using var command = new NpgsqlCommand(sql, Connection);
            NpgsqlBatches.AddParameters(command.Parameters, item);
            return await run(command, token);
        }, [item], cancellationToken);
    }
}
