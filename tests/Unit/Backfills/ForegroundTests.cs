using Npgsql;
using SchemaMigrate.Backfills;
using SchemaMigrate.Tests.Execution;

namespace SchemaMigrate.Tests.Backfills;

/// <summary>An application inserts, updates, deletes and moves rows while a backfill runs; and the network loses the answer to a batch.</summary>
public sealed class ForegroundTests
{
    private const int Rows = 12_000;
    private const int Writers = 3;

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Whatever_others_do_to_the_rows_each_is_changed_and_nothing_of_theirs_is_lost(int workers)
    {
        var ground = await BackfillGround.CreateAsync($"""
            CREATE TABLE items (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), x int NOT NULL, y int, touched int NOT NULL DEFAULT 0, number serial UNIQUE);
            INSERT INTO items (x) SELECT i FROM generate_series(1, {Rows}) i;
            CREATE TABLE inserted (number int);
            CREATE TABLE deleted (number int);
            ANALYZE items;
            """);
        var definition = new BackfillDefinition { Name = "y", Table = "items", Set = [new("y", "x * 2")], Where = "y IS DISTINCT FROM x * 2" };
        await ground.Service.StartAsync(definition, BackfillGround.Small(100, workers) with { MaxRate = 6000, Limits = new BackfillLimits { MaxWaiters = null } });
        var run = ground.ContinueAsync("y");
        var touches = await Task.WhenAll(Enumerable.Range(1, Writers).Select(seed => WriteAsync(ground, seed)));
        var status = await run;

        Assert.Equal(BackfillState.Completed, status.State);
        Assert.True(touches.Sum() > 100, "The writers did too little to show anything.");
        Assert.Equal(0, await ground.ScalarAsync<long>("SELECT count(*) FROM items WHERE y IS DISTINCT FROM x * 2"));
        Assert.Equal(touches.Sum(), await ground.ScalarAsync<long>("SELECT sum(touched) FROM items"));
        Assert.Equal(0, await ground.ScalarAsync<long>("SELECT count(*) FROM items JOIN deleted USING (number)"));
        Assert.Equal(
            Rows + await ground.ScalarAsync<long>("SELECT count(*) FROM inserted"),
            await ground.ScalarAsync<long>("SELECT count(*) FROM items") + await ground.ScalarAsync<long>("SELECT count(*) FROM deleted"));
    }

    [Fact]
    public async Task A_batch_whose_answer_was_lost_is_not_done_again()
    {
        var direct = await BackfillGround.WithNumbersAsync(3000);
        await direct.Service.StartAsync(BackfillGround.Doubling(), BackfillGround.Small(100));
        await using var relay = new CommitCutRelay(direct.ConnectionString, "backfill_batch", "UPDATE");
        var ground = BackfillGround.At(relay.ConnectionString);

        var status = await ground.ContinueAsync("double");

        Assert.True(relay.Cuts >= 1);
        Assert.Contains(ground.Decisions, decision => decision.Kind == BackfillDecisionKind.Reconnected);
        Assert.Equal((BackfillState.Completed, 3000L), (status.State, status.RowsDone));
        Assert.Equal(3000, await direct.ScalarAsync<long>("SELECT count(*) FROM numbers WHERE x = 2"));
    }

    [Fact]
    public async Task A_row_that_stops_matching_while_the_batch_waits_for_it_is_left_alone_even_under_NOT_EXISTS()
    {
        var ground = await BackfillGround.CreateAsync("""
            CREATE TABLE teams (id int PRIMARY KEY); INSERT INTO teams SELECT generate_series(1, 10);
            CREATE TABLE users (id int PRIMARY KEY, team_id int); INSERT INTO users SELECT i, i FROM generate_series(1, 1000) i;
            CREATE TABLE kept (id int, team_id int);
            CREATE FUNCTION keep(int, int) RETURNS int LANGUAGE plpgsql AS $$ BEGIN INSERT INTO kept VALUES ($1, $2); RETURN NULL; END $$;
            ANALYZE users; ANALYZE teams;
            """);
        await using var other = new NpgsqlConnection(ground.ConnectionString + ";Pooling=false");
        await other.OpenAsync();
        await using (var update = new NpgsqlCommand("BEGIN; UPDATE users SET team_id = 7 WHERE id = 500", other))
        {
            await update.ExecuteNonQueryAsync();
        }

        var run = ground.RunAsync(
            new BackfillDefinition
            {
                Name = "orphans",
                Table = "users",
                Set = [new("team_id", "keep(users.id, users.team_id)")],
                Where = "team_id IS NOT NULL AND NOT EXISTS (SELECT FROM teams WHERE teams.id = users.team_id)",
            },
            BackfillGround.Small(2000));
        while (!run.IsCompleted && !await ground.ScalarAsync<bool>("SELECT EXISTS (SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database())"))
        {
            await Task.Delay(20);
        }

        await using (var commit = new NpgsqlCommand("COMMIT", other))
        {
            await commit.ExecuteNonQueryAsync();
        }

        await run;
        Assert.Equal(7, await ground.ScalarAsync<int>("SELECT team_id FROM users WHERE id = 500"));
        Assert.Equal(989, await ground.ScalarAsync<long>("SELECT count(*) FROM users WHERE team_id IS NULL"));
        Assert.Equal(989, await ground.ScalarAsync<long>("SELECT count(*) FROM kept WHERE id = team_id AND id <> 500"));
        Assert.Equal(989, await ground.ScalarAsync<long>("SELECT count(*) FROM kept"));
    }

    // Rows that are touched are never deleted, so that the sum of the touches can be compared.
    private static async Task<long> WriteAsync(BackfillGround ground, int seed)
    {
        var random = new Random(seed);
        await using var connection = new NpgsqlConnection(ground.ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        var touched = 0L;
        for (var i = 0; i < 400; i++)
        {
            var number = random.Next(1, Rows);
            var sql = random.Next(5) switch
            {
                0 => "WITH new AS (INSERT INTO items (x) VALUES (1) RETURNING number) INSERT INTO inserted SELECT number FROM new",
                1 => $"WITH gone AS (DELETE FROM items WHERE number = {number} AND number % 2 = 0 RETURNING number) INSERT INTO deleted SELECT number FROM gone",
                2 => $"UPDATE items SET id = gen_random_uuid() WHERE number = {number}",
                3 => $"UPDATE items SET x = x + 1 WHERE number = {number}",
                _ => $"UPDATE items SET touched = touched + 1 WHERE number = {number} AND number % 2 = 1",
            };
            await using var command = new NpgsqlCommand(sql, connection);
            var rows = await command.ExecuteNonQueryAsync();
            touched += sql.Contains("touched", StringComparison.Ordinal) ? rows : 0;
            await Task.Delay(random.Next(3));
        }

        return touched;
    }
}
