using SchemaMigrate.Connections;

namespace SchemaMigrate.Catalog;

/// <summary>Reads what happens on the server now: one round trip, no lock on any table.</summary>
public static class ActivityReader
{
    private static readonly string[] Topics = ["OpenTransactions", "RunningVacuums", "InvalidIndexes", "Replicas", "ReplicationSlots"];

    /// <summary>Reads.</summary>
    /// <param name="session">A session on the database.</param>
    /// <param name="openAtLeast">Leaves out transactions that are open for less.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public static async Task<ActivityFacts> ReadAsync(DatabaseSession session, TimeSpan openAtLeast, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(session);
        var transactions = new List<OpenTransaction>();
        var vacuums = new List<RunningVacuum>();
        var indexes = new List<InvalidIndex>();
        var replicas = new List<Replica>();
        var slots = new List<ReplicationSlot>();
        var items = Topics
            .Select(topic => EmbeddedSql.Read($"Catalog/{topic}.sql"))
            .Select((sql, index) => index == 0 ? new BatchItem(sql, openAtLeast.TotalMilliseconds) : new BatchItem(sql))
            .ToArray();
        await session.QueryBatchAsync(items, (index, row) =>
        {
            var json = row.GetString(1);
            switch (index)
            {
                case 0:
                    transactions.Add(Redacted(CatalogJson.Read<OpenTransaction>(json)));
                    break;
                case 1:
                    vacuums.Add(CatalogJson.Read<RunningVacuum>(json));
                    break;
                case 2:
                    indexes.Add(CatalogJson.Read<InvalidIndex>(json));
                    break;
                case 3:
                    replicas.Add(CatalogJson.Read<Replica>(json));
                    break;
                default:
                    slots.Add(CatalogJson.Read<ReplicationSlot>(json));
                    break;
            }
        }, cancellationToken);
        return new ActivityFacts { Transactions = transactions, Vacuums = vacuums, InvalidIndexes = indexes, Replicas = replicas, Slots = slots };
    }

    private static OpenTransaction Redacted(OpenTransaction open) => open with
    {
        Query = open.Query is { Length: > 0 } query && query != "<insufficient privilege>" ? LogText.NeutraliseLine(Redactor.Default.Redact(query)) : null,
    };
}
