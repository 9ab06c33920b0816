using Npgsql;

namespace SchemaMigrate.Connections;

/// <summary>Makes driver commands from our own.</summary>
internal static class NpgsqlBatches
{
    public static NpgsqlBatch Create(NpgsqlConnection connection, IEnumerable<BatchItem> items)
    {
        var batch = new NpgsqlBatch(connection);
        foreach (var item in items)
        {
            var command = new NpgsqlBatchCommand(item.Sql);
            AddParameters(command.Parameters, item);
            batch.BatchCommands.Add(command);
        }

        return batch;
    }

    public static void AddParameters(NpgsqlParameterCollection target, BatchItem item)
    {
        foreach (var value in item.Parameters)
        {
            target.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
        }

        if (item.Parameters.Length == 0 && VerbatimSql.NeedsParameter(item.Sql))
        {
            VerbatimSql.AddParameter(target);
        }
    }
}
