using System.Text.Json;
using SchemaMigrate.Connections;

namespace SchemaMigrate.Catalog;

/// <summary>Takes snapshots of a database's schemas: one round trip in one transaction.</summary>
public static class SchemaSnapshotReader
{
    private static readonly string[] Topics =
    [
        "Schemas", "Extensions", "Types", "Sequences", "Relations", "Columns", "Constraints", "Indexes", "Routines", "Triggers", "Rules", "Policies", "Statistics",
        "Publications",
    ];

    /// <summary>Reads everything that the schemas of the database hold, except rows.</summary>
    /// <param name="session">A session that is in no transaction.</param>
    /// <param name="excludedSchemas">Schemas to leave out, for example that of the journal.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public static async Task<SchemaSnapshot> ReadAsync(
        DatabaseSession session, IReadOnlyCollection<string> excludedSchemas, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(session);
        var objects = new List<SchemaObject>();
        var excluded = excludedSchemas.ToArray();

        // Without a search_path every name in a definition is qualified, whoever asks.
        var items = new List<BatchItem>
        {
            new("SET TRANSACTION READ ONLY"),
            new("SET LOCAL search_path = ''"),
        };
        items.AddRange(Topics.Select(topic => new BatchItem(EmbeddedSql.Read($"Catalog/Snapshots/{topic}.sql"), [excluded])));
        await using var transaction = await session.BeginAsync(cancellationToken);
        await session.QueryBatchAsync(items, (_, row) => objects.Add(new SchemaObject(
            Enum.Parse<SchemaObjectKind>(row.GetString(0)), row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2),
            JsonSerializer.Deserialize<Dictionary<string, string>>(row.GetString(3))!)), cancellationToken);
        return new SchemaSnapshot(objects);
    }
}
