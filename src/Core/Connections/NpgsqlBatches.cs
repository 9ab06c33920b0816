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
            AddParameters(command.Parameters, item.Parameters);
            batch.BatchCommands.Add(command);
        }

        return batch;
    }

    public static void AddParameters(NpgsqlParameterCollection target, IReadOnlyList<object?> values)
    {
        foreach (var value in values)
        {
            target.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
        }

        if (values.Count == 0)
        {
            VerbatimSql.Apply(target);
        }
    }
}
