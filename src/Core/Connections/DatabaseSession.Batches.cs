using System.Data.Common;

namespace SchemaMigrate.Connections;

/// <content>Several queries in one round trip.</content>
public sealed partial class DatabaseSession
{
    /// <summary>Runs several queries in one round trip. Outside a transaction they are one implicit transaction.</summary>
    /// <param name="items">The queries.</param>
    /// <param name="read">Called for each row with the index of its query.</param>
    /// <param name="cancellationToken">Stops the queries.</param>
    internal async Task QueryBatchAsync(IReadOnlyList<BatchItem> items, Action<int, DbDataReader> read, CancellationToken cancellationToken)
    {
        if (items.Count == 0)
        {
            return;
        }

        await using var batch = NpgsqlBatches.Create(Connection, items);
        try
        {
            await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
            var index = 0;
            do
            {
                while (await reader.ReadAsync(cancellationToken))
                {
                    read(index, reader);
                }

                index++;
            }
            while (await reader.NextResultAsync(cancellationToken));
        }
        catch (Exception exception) when (translator.Translate(exception, items, cancellationToken) is { } translated)
        {
            throw translated;
        }
    }
}
