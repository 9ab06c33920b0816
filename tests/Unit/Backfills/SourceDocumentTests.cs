using Npgsql;

namespace SchemaMigrate.Tests.Backfills;

/// <summary>The loops that people write, shown failing; ours on the same table passing.</summary>
public sealed class SourceDocumentTests
{
    private const string Users = """
        CREATE TABLE users (id int PRIMARY KEY, first_name text, last_name text, full_name text);
        INSERT INTO users SELECT i, 'a' || i, CASE WHEN i = 10 THEN NULL ELSE 'b' || i END, NULL FROM generate_series(1, 300) i; ANALYZE users
        """;

    // "Batch Processing": picks rows without a cursor, so a row that stays NULL is picked for ever.
    private const string PickTheNullOnes =
        "UPDATE users SET full_name = first_name || ' ' || last_name WHERE id IN (SELECT id FROM users WHERE full_name IS NULL ORDER BY id LIMIT 100)";

    [Fact]
    public async Task Picking_the_null_ones_never_ends_when_an_input_is_null()
    {
        var ground = await BackfillGround.CreateAsync(Users);
        await using var connection = new NpgsqlConnection(ground.ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(PickTheNullOnes, connection);

        var changed = new List<int>();
        for (var i = 0; i < 50; i++)
        {
            changed.Add(await command.ExecuteNonQueryAsync());
        }

        Assert.All(changed.Skip(10), rows => Assert.Equal(1, rows));
    }

    [Fact]
    public async Task Picking_the_null_ones_reads_every_finished_row_again_and_ours_does_not()
    {
        var ground = await BackfillGround.CreateAsync(
            "CREATE TABLE users (id int PRIMARY KEY, first_name text, last_name text, full_name text) WITH (autovacuum_enabled = off); "
            + "INSERT INTO users SELECT i, 'a', 'b', NULL FROM generate_series(1, 20000) i; ANALYZE users");
        await using var connection = new NpgsqlConnection(ground.ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(PickTheNullOnes.Replace("LIMIT 100", "LIMIT 500", StringComparison.Ordinal), connection);
        while (await command.ExecuteNonQueryAsync() > 0)
        {
        }

        var theirs = await ReadAsync(ground);
        await ground.ExecuteAsync("UPDATE users SET full_name = NULL");
        await ground.ExecuteAsync("VACUUM users");
        await ground.ExecuteAsync("SELECT pg_stat_reset()");
        await ground.RunAsync(BackfillGround.FullName(), BackfillGround.Small(500));
        var ours = await ReadAsync(ground);

        Assert.True(theirs > 3 * ours, $"theirs read {theirs} rows, ours {ours}");
    }

    [Fact]
    public async Task An_update_with_a_limit_is_no_statement_of_PostgreSQL()
    {
        var ground = await BackfillGround.CreateAsync(Users);
        var error = await Assert.ThrowsAsync<PostgresException>(() => ground.ExecuteAsync("UPDATE users SET full_name = 'x' WHERE full_name IS NULL LIMIT 100"));
        Assert.Equal("42601", error.SqlState);
    }

    [Fact]
    public async Task A_loop_inside_a_migrations_transaction_commits_nothing_until_its_end()
    {
        var ground = await BackfillGround.CreateAsync(Users);
        await using var connection = new NpgsqlConnection(ground.ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var command = new NpgsqlCommand(PickTheNullOnes, connection);
        await command.ExecuteNonQueryAsync();
        await command.ExecuteNonQueryAsync();
        Assert.Equal(300, await ground.ScalarAsync<long>("SELECT count(*) FROM users WHERE full_name IS NULL"));
        await transaction.RollbackAsync();
    }

    [Fact]
    public async Task Taking_the_offset_for_an_id_skips_rows_behind_gaps_and_ours_does_not()
    {
        var ground = await BackfillGround.CreateAsync(Users + "; UPDATE users SET last_name = 'b' WHERE last_name IS NULL; UPDATE users SET id = -id * 10; UPDATE users SET id = -id");
        for (var offset = 0; offset < 300; offset += 100)
        {
            await ground.ExecuteAsync($"UPDATE users SET full_name = 'x' WHERE id >= {offset} AND id < {offset + 100}");
        }

        Assert.True(await ground.ScalarAsync<long>("SELECT count(*) FROM users WHERE full_name IS NULL") > 200);
        await ground.RunAsync(BackfillGround.FullName());
        Assert.Equal(0, await ground.ScalarAsync<long>("SELECT count(*) FROM users WHERE full_name IS NULL"));
    }

    private static async Task<long> ReadAsync(BackfillGround ground)
    {
        await Task.Delay(1200);
        return await ground.ScalarAsync<long>(
            "SELECT (seq_tup_read + coalesce(idx_tup_fetch, 0))::bigint FROM pg_stat_user_tables WHERE relname = 'users'");
    }
}
