using System.Collections.Concurrent;
using System.Globalization;
using Npgsql;
using SchemaMigrate.Tests.Fixtures;

namespace SchemaMigrate.Tests.Preflight;

/// <summary>Databases with the schema and the rows of the examples, copied from one template per server.</summary>
internal static class ExampleDatabases
{
    private static readonly ConcurrentDictionary<int, Lazy<Task<string>>> Templates = new();
    private static readonly ConcurrentDictionary<int, Lazy<Task<NpgsqlConnection>>> Shared = new();
    private static int number;

    /// <summary>A database that all share who roll back what they do; one at a time.</summary>
    public static Task<NpgsqlConnection> SharedAsync(int major) => Shared.GetOrAdd(major, wanted => new Lazy<Task<NpgsqlConnection>>(() => OpenAsync(wanted))).Value;

    /// <summary>A database of its own.</summary>
    public static async Task<NpgsqlConnection> OpenAsync(int major)
    {
        var template = await Templates.GetOrAdd(major, wanted => new Lazy<Task<string>>(() => CreateTemplateAsync(wanted))).Value;
        var name = string.Create(CultureInfo.InvariantCulture, $"example_{Interlocked.Increment(ref number)}");
        var builder = new NpgsqlConnectionStringBuilder(await PostgresFixture.CreateDatabaseAsync(major)) { Pooling = false };
        await using (var connection = new NpgsqlConnection(builder.ConnectionString))
        {
            await connection.OpenAsync();
            await using var create = new NpgsqlCommand($"CREATE DATABASE {name} TEMPLATE {template}", connection);
            await create.ExecuteNonQueryAsync();
        }

        builder.Database = name;
        // Some hazards are there only in sessions that are not in UTC.
        builder.Timezone = "Europe/Berlin";
        var example = new NpgsqlConnection(builder.ConnectionString);
        await example.OpenAsync();
        return example;
    }

    private static async Task<string> CreateTemplateAsync(int major)
    {
        var builder = new NpgsqlConnectionStringBuilder(await PostgresFixture.CreateDatabaseAsync(major)) { Pooling = false };
        await using var connection = new NpgsqlConnection(builder.ConnectionString);
        await connection.OpenAsync();
        await using var setup = new NpgsqlCommand(RuleExample.Setup, connection);
        await setup.ExecuteNonQueryAsync();
        return new NpgsqlCommandBuilder().QuoteIdentifier(builder.Database!);
    }
}
