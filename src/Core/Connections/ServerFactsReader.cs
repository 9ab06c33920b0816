using Npgsql;

namespace SchemaMigrate.Connections;

/// <summary>Reads <see cref="ServerFacts"/> and sets the session's first settings in the same round trip.</summary>
internal static class ServerFactsReader
{
    private static readonly string Query = EmbeddedSql.Read("Connections/ServerFacts.sql");

    public static async Task<ServerFacts> ReadAsync(NpgsqlConnection connection, SessionSettings settings, CancellationToken cancellationToken)
    {
        var items = new List<BatchItem> { new(Query) };
        if (settings.ToSql(SettingScope.Session) is { } set)
        {
            items.Add(new(set));
        }

        await using var batch = NpgsqlBatches.Create(connection, items);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
        {
            throw new InvalidOperationException("The server gave no row for its own database and role.");
        }

        var facts = Read(reader);
        while (await reader.NextResultAsync(cancellationToken))
        {
        }

        return facts;
    }

    private static ServerFacts Read(NpgsqlDataReader reader) => new()
    {
        VersionNum = reader.GetInt32(0),
        Version = reader.GetString(1),
        Database = reader.GetString(2),
        DatabaseOid = reader.GetInt64(3),
        Encoding = reader.GetString(4),
        User = reader.GetString(5),
        SessionUser = reader.GetString(6),
        IsSuperuser = reader.GetBoolean(7),
        InRecovery = reader.GetBoolean(8),
        IsWritable = reader.GetBoolean(9),
        BackendPid = reader.GetInt32(10),
        StartedAt = reader.GetFieldValue<DateTimeOffset>(11),
        ClientAddress = reader.IsDBNull(12) ? null : reader.GetString(12),
        ClientPort = reader.IsDBNull(13) ? null : reader.GetInt32(13),
        ClientCheckInterval = reader.IsDBNull(14) ? null : TimeSpan.FromMilliseconds(500),
    };
}
