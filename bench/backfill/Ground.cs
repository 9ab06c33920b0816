using Npgsql;
using SchemaMigrate.Backfills;
using SchemaMigrate.Connections;
using SchemaMigrate.Execution;
using SchemaMigrate.Sandbox;

namespace SchemaMigrate.Bench.Backfill;

/// <summary>A server of its own with durable settings, and the table that is measured on.</summary>
internal sealed class Ground(SandboxServer server, string connectionString) : IAsyncDisposable
{
    public string ConnectionString => connectionString;

    public SandboxServer Server => server;

    public BackfillService Service { get; } = new(ConnectionTarget.Parse(connectionString), "schemamigrate", TimeProvider.System);

    public static async Task<Ground> StartAsync()
    {
        var server = await SandboxServer.StartAsync(
            new SandboxOptions
            {
                Durable = true,
                Tcp = true,
                Version = Environment.GetEnvironmentVariable("BENCH_PG") ?? "15",
                Settings = new Dictionary<string, string> { ["shared_buffers"] = "1GB", ["max_wal_size"] = "4GB", ["min_wal_size"] = "4GB" },
            },
            TimeProvider.System, CancellationToken.None);
        var connection = await server.CreateDatabaseAsync(null, CancellationToken.None);
        await new Migrator(ConnectionTarget.Parse(connection), new RunOptions(), TimeProvider.System, _ => { }).EnsureJournalAsync();
        return new Ground(server, connection);
    }

    /// <summary>Rows of about 120 bytes, a primary key, and an index on a column that the update does not touch.</summary>
    public async Task ResetAsync(int rows, TableShape shape)
    {
        var order = shape.PhysicalOrder == PhysicalOrder.Random ? "ORDER BY random()" : "";
        await ExecuteAsync("DROP TABLE IF EXISTS t");
        await ExecuteAsync("CREATE TABLE t (id bigint PRIMARY KEY, k int NOT NULL, first_name text, last_name text, pad text, full_name text)");
        await ExecuteAsync(
            $"INSERT INTO t SELECT i, {shape.Key}, 'first' || i % 1000, 'last' || i % 1000, repeat('x', 60), NULL FROM generate_series(1, {rows}) i {order}");
        await ExecuteAsync("CREATE INDEX t_k ON t (k)");
        await ExecuteAsync("VACUUM (FREEZE, ANALYZE) t");
        await ExecuteAsync("CHECKPOINT");
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var connection = await OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync();
    }

    public async Task<T> ScalarAsync<T>(string sql)
    {
        await using var connection = await OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>CPU time of the server's backends that have ended, in seconds.</summary>
    public double ServerCpu()
    {
        var fields = File.ReadAllText($"/proc/{server.ProcessId}/stat").Split(") ")[1].Split(' ');
        return (long.Parse(fields[13], System.Globalization.CultureInfo.InvariantCulture) + long.Parse(fields[14], System.Globalization.CultureInfo.InvariantCulture)) / 100.0;
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private async Task<NpgsqlConnection> OpenAsync()
    {
        var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync();
        return connection;
    }
}
