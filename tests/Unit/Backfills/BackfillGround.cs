using System.Collections.Concurrent;
using Npgsql;
using SchemaMigrate.Backfills;
using SchemaMigrate.Connections;
using SchemaMigrate.Execution;
using SchemaMigrate.Tests.Fixtures;

namespace SchemaMigrate.Tests.Backfills;

/// <summary>A fresh database with a journal, and the service on it.</summary>
internal sealed class BackfillGround
{
    private BackfillGround(string connectionString)
    {
        (ConnectionString, Target) = (connectionString, ConnectionTarget.Parse(connectionString));
        Service = new BackfillService(Target, "schemamigrate", TimeProvider.System);
    }

    public string ConnectionString { get; }

    public ConnectionTarget Target { get; }

    public BackfillService Service { get; }

    public ConcurrentQueue<BackfillEvent> Events { get; } = new();

    public IEnumerable<BackfillDecision> Decisions => Events.OfType<BackfillDecided>().Select(decided => decided.Decision);

    public IEnumerable<BatchCommitted> Batches => Events.OfType<BatchCommitted>();

    /// <summary>A ground that is there already, reached another way.</summary>
    public static BackfillGround At(string connectionString) => new(connectionString);

    public static async Task<BackfillGround> CreateAsync(string? setup = null) => await OnAsync(await PostgresFixture.CreateDatabaseAsync(), setup);

    public static async Task<BackfillGround> OnAsync(string connectionString, string? setup = null)
    {
        var ground = new BackfillGround(connectionString);
        await new Migrator(ground.Target, new RunOptions(), TimeProvider.System, _ => { }).EnsureJournalAsync();
        if (setup is not null)
        {
            await ground.ExecuteAsync(setup);
        }

        return ground;
    }

    /// <summary>Table <c>numbers(id, x)</c> with x = 1 in so many rows, analyzed.</summary>
    public static Task<BackfillGround> WithNumbersAsync(int rows) => CreateAsync(
        $"CREATE TABLE numbers (id bigint PRIMARY KEY, x bigint NOT NULL, pad text); INSERT INTO numbers SELECT i, 1, 'padding' FROM generate_series(1, {rows}) i; ANALYZE numbers");

    public static BackfillDefinition Doubling(string table = "numbers") => new()
    {
        Name = "double",
        Table = table,
        Set = [new BackfillAssignment("x", "x * 2")],
    };

    public static BackfillDefinition FullName(string where = "full_name IS NULL") => new()
    {
        Name = "users.full_name",
        Table = "users",
        Set = [new BackfillAssignment("full_name", "first_name || ' ' || last_name")],
        Where = where,
    };

    /// <summary>Options that make small tables take many batches.</summary>
    public static BackfillOptions Small(long batch = 100, int workers = 1) => new() { BatchSize = batch, Workers = workers, LeaseTime = TimeSpan.FromSeconds(5) };

    public async Task<BackfillStatus> RunAsync(BackfillDefinition definition, BackfillOptions? options = null, CancellationToken cancellationToken = default)
    {
        await Service.StartAsync(definition, options ?? Small(), null, cancellationToken);
        return await Service.RunAsync(definition.Name, Events.Enqueue, cancellationToken);
    }

    public Task<BackfillStatus> ContinueAsync(string name, CancellationToken cancellationToken = default) => Service.RunAsync(name, Events.Enqueue, cancellationToken);

    public async Task<T?> ScalarAsync<T>(string sql)
    {
        await using var session = await DatabaseSession.OpenAsync(Target, "test");
        return await session.ScalarAsync<T>(sql, CancellationToken.None);
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync();
    }
}
