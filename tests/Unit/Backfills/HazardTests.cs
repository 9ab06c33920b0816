using Npgsql;
using SchemaMigrate.Backfills;
using SchemaMigrate.Errors;
using SchemaMigrate.Tests.Connections;

namespace SchemaMigrate.Tests.Backfills;

/// <summary>What goes wrong with tables under load: each case ends as documented, never in an endless loop, never in silent loss.</summary>
public sealed class HazardTests
{
    private const string Users = """
        CREATE TABLE users (id int PRIMARY KEY, first_name text, last_name text, full_name text);
        INSERT INTO users SELECT i, 'a' || i, 'b' || i, NULL FROM generate_series(1, 2000) i;
        ANALYZE users;
        """;

    [Fact]
    public async Task Rows_that_a_trigger_vetoes_are_named_by_the_proof()
    {
        var ground = await BackfillGround.CreateAsync(Users + """
            CREATE FUNCTION veto() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF OLD.id % 500 = 0 THEN RETURN NULL; END IF; RETURN NEW; END $$;
            CREATE TRIGGER veto BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION veto();
            """);

        var plan = await ground.Service.PlanAsync(BackfillGround.FullName(), new BackfillOptions());
        var error = await Assert.ThrowsAsync<MigrationException>(() => ground.RunAsync(BackfillGround.FullName()));

        Assert.Contains(plan.Warnings, warning => warning.Contains("veto", StringComparison.Ordinal));
        Assert.Equal("BackfillNotProven", error.ErrorId);
        Assert.Contains("4 rows", error.Message, StringComparison.Ordinal);
        Assert.Equal(1996, await ground.ScalarAsync<long>("SELECT count(*) FROM users WHERE full_name IS NOT NULL"));
    }

    [Fact]
    public async Task A_trigger_that_changes_the_key_ends_the_backfill_before_a_row_is_met_twice()
    {
        var ground = await BackfillGround.WithNumbersAsync(2000);
        await ground.ExecuteAsync("""
            CREATE FUNCTION push() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF OLD.id = 750 THEN NEW.id := 1000000; END IF; RETURN NEW; END $$;
            CREATE TRIGGER push BEFORE UPDATE ON numbers FOR EACH ROW EXECUTE FUNCTION push();
            """);

        var error = await Assert.ThrowsAsync<MigrationException>(() => ground.RunAsync(BackfillGround.Doubling()));

        Assert.Equal("BackfillKeyChanges", error.ErrorId);
        Assert.Equal(700, await ground.ScalarAsync<long>("SELECT count(*) FROM numbers WHERE x = 2"));
        Assert.Equal(1300, await ground.ScalarAsync<long>("SELECT count(*) FROM numbers WHERE x = 1"));

        await ground.ExecuteAsync("ALTER TABLE numbers DISABLE TRIGGER push");
        await ground.Service.ResumeAsync("double");
        await ground.ContinueAsync("double");
        Assert.Equal(2000, await ground.ScalarAsync<long>("SELECT count(*) FROM numbers WHERE x = 2"));
    }

    [Fact]
    public async Task A_generated_key_that_follows_what_is_set_ends_the_backfill_before_a_row_is_met_twice()
    {
        var ground = await BackfillGround.CreateAsync("""
            CREATE TABLE numbers (x int NOT NULL, place int GENERATED ALWAYS AS (x * 10) STORED NOT NULL UNIQUE);
            INSERT INTO numbers SELECT i * 1000 FROM generate_series(1, 200) i;
            ANALYZE numbers;
            """);

        var error = await Assert.ThrowsAsync<MigrationException>(() => ground.RunAsync(
            new BackfillDefinition { Name = "push", Table = "numbers", Set = [new("x", "x + 1500")], Key = ["place"] }, BackfillGround.Small(50)));

        Assert.Equal("BackfillKeyChanges", error.ErrorId);
        Assert.Equal(200, await ground.ScalarAsync<long>("SELECT count(*) FROM numbers WHERE x % 1000 = 0"));
    }

    [Fact]
    public async Task A_trigger_that_comes_in_the_middle_and_changes_the_key_ends_the_backfill()
    {
        var ground = await BackfillGround.WithNumbersAsync(2000);
        await ground.ExecuteAsync("CREATE FUNCTION push() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF OLD.id = 1750 THEN NEW.id := 1000000; END IF; RETURN NEW; END $$");
        await ground.Service.StartAsync(BackfillGround.Doubling(), BackfillGround.Small(100) with { MaxRate = 1000 });
        var work = ground.ContinueAsync("double");
        await TestSessions.UntilAsync(() => ground.ScalarAsync<bool>("SELECT count(*) > 0 FROM numbers WHERE x = 2"), "a batch is done");
        await ground.ExecuteAsync("CREATE TRIGGER push BEFORE UPDATE ON numbers FOR EACH ROW EXECUTE FUNCTION push()");

        var error = await Assert.ThrowsAsync<MigrationException>(() => work);

        Assert.Equal("BackfillKeyChanges", error.ErrorId);
        Assert.Equal(1, await ground.ScalarAsync<long>("SELECT count(*) FROM numbers WHERE id = 1750 AND x = 1"));
    }

    [Theory]
    [InlineData(ErrorPolicy.Stop)]
    [InlineData(ErrorPolicy.Quarantine)]
    [InlineData(ErrorPolicy.Skip)]
    public async Task A_poison_row_is_found_and_treated_by_policy(ErrorPolicy policy)
    {
        var ground = await BackfillGround.WithNumbersAsync(2000);
        await ground.ExecuteAsync("UPDATE numbers SET pad = 'bad' WHERE id IN (777, 1555)");
        var definition = BackfillGround.Doubling() with { Set = [new("x", "CASE WHEN pad = 'bad' THEN 1 / (x - 1) ELSE x * 2 END")] };
        var options = BackfillGround.Small(500) with { OnError = policy };

        if (policy == ErrorPolicy.Stop)
        {
            var error = await Assert.ThrowsAsync<MigrationException>(() => ground.RunAsync(definition, options));
            Assert.Equal("BackfillRowFailed", error.ErrorId);
            Assert.Contains("777", error.Message, StringComparison.Ordinal);
            Assert.Equal(776, await ground.ScalarAsync<long>("SELECT count(*) FROM numbers WHERE x = 2"));
            await ground.ExecuteAsync("UPDATE numbers SET pad = 'good' WHERE pad = 'bad'");
            await ground.Service.ResumeAsync("double");
            await ground.ContinueAsync("double");
            Assert.Equal(2000, await ground.ScalarAsync<long>("SELECT count(*) FROM numbers WHERE x = 2"));
            return;
        }

        var status = await ground.RunAsync(definition, options);
        var keep = policy == ErrorPolicy.Quarantine;
        Assert.Equal(BackfillState.Completed, status.State);
        Assert.Equal((keep ? 2 : 0, keep ? 0 : 2), (status.Quarantined, status.Skipped));
        Assert.Equal(1998, await ground.ScalarAsync<long>("SELECT count(*) FROM numbers WHERE x = 2"));
        var quarantine = await ground.Service.GetQuarantineAsync("double");
        Assert.Equal(keep ? ["777", "1555"] : [], quarantine.Select(row => Assert.Single(row.Key)));
        Assert.All(quarantine, row => Assert.Equal("22012", row.SqlState));
        Assert.NotNull(BackfillGate.WhyClosed("double", await ground.Service.GetReceiptsAsync()));
    }

    [Fact]
    public async Task Deadlocks_with_the_foreground_are_retried()
    {
        var ground = await BackfillGround.WithNumbersAsync(4000);
        using var stop = new CancellationTokenSource();
        var foreground = Task.Run(() => LockBackwardsAsync(ground, stop.Token));

        var status = await ground.RunAsync(BackfillGround.Doubling(), BackfillGround.Small(1000) with { Limits = new BackfillLimits { MaxWaiters = null } });
        await stop.CancelAsync();
        await foreground;

        Assert.Equal(BackfillState.Completed, status.State);
        Assert.Equal(4000, await ground.ScalarAsync<long>("SELECT count(*) FROM numbers WHERE x = 2"));
    }

    [Fact]
    public async Task Inserts_behind_the_walk_are_caught_by_another_pass()
    {
        var ground = await BackfillGround.CreateAsync("""
            CREATE TABLE users (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), first_name text, last_name text, full_name text);
            INSERT INTO users (first_name, last_name) SELECT 'a' || i, 'b' || i FROM generate_series(1, 3000) i; ANALYZE users
            """);
        await ground.Service.StartAsync(BackfillGround.FullName(), BackfillGround.Small(50) with { MaxRate = 1500 });
        var run = ground.ContinueAsync("users.full_name");
        while (ground.Batches.Count() < 30)
        {
            await Task.Delay(10);
        }

        // Half of the keys are walked by now; keys of new rows come anywhere.
        await ground.ExecuteAsync("INSERT INTO users (first_name, last_name) SELECT 'new', 'one' FROM generate_series(1, 100)");
        var status = await run;

        Assert.Equal(BackfillState.Completed, status.State);
        Assert.True(status.Pass > 1);
        Assert.Equal(0, await ground.ScalarAsync<long>("SELECT count(*) FROM users WHERE full_name IS DISTINCT FROM first_name || ' ' || last_name"));
    }

    [Fact]
    public async Task Rows_that_match_again_for_ever_do_not_keep_the_backfill_for_ever()
    {
        var ground = await BackfillGround.CreateAsync(Users);
        var definition = BackfillGround.FullName("full_name IS NULL OR full_name LIKE '%' || clock_timestamp()") with { Set = [new("full_name", "clock_timestamp()::text")], Where = "full_name IS NULL OR full_name LIKE '2%'" };

        var error = await Assert.ThrowsAsync<MigrationException>(() => ground.RunAsync(definition, BackfillGround.Small(1000) with { MaxPasses = 3 }));

        Assert.Equal("BackfillNotProven", error.ErrorId);
        Assert.Equal(3, Assert.Single(await ground.Service.GetAsync()).Pass);
    }

    [Theory]
    [InlineData("DROP TABLE numbers", null)]
    [InlineData("ALTER TABLE numbers RENAME TO digits", "ALTER TABLE digits RENAME TO numbers")]
    [InlineData("ALTER TABLE numbers RENAME TO digits; CREATE TABLE numbers (id bigint PRIMARY KEY, x bigint)", "DROP TABLE numbers; ALTER TABLE digits RENAME TO numbers")]
    [InlineData("ALTER TABLE numbers ALTER x TYPE text", "ALTER TABLE numbers ALTER x TYPE bigint USING x::bigint")]
    [InlineData("ALTER TABLE numbers ALTER id TYPE text", "ALTER TABLE numbers ALTER id TYPE bigint USING id::bigint")]
    [InlineData("ALTER TABLE numbers RENAME x TO y", "ALTER TABLE numbers RENAME y TO x")]
    public async Task A_table_changed_in_the_middle_ends_the_backfill_and_lets_it_go_on_when_it_is_changed_back(string change, string? back)
    {
        var ground = await BackfillGround.WithNumbersAsync(4000);
        var error = await Assert.ThrowsAsync<MigrationException>(() => WithInTheMiddleAsync(ground, BackfillGround.Doubling(), change));
        Assert.Equal("BackfillTargetChanged", error.ErrorId);
        Assert.Equal(BackfillState.Failed, Assert.Single(await ground.Service.GetAsync()).State);
        if (back is null)
        {
            return;
        }

        await ground.ExecuteAsync(back);
        await ground.Service.ResumeAsync("double");
        await ground.ContinueAsync("double");
        Assert.Equal(4000, await ground.ScalarAsync<long>("SELECT count(*) FROM numbers WHERE x = 2"));
    }

    [Fact]
    public async Task A_wider_key_type_and_other_columns_disturb_nothing()
    {
        var ground = await BackfillGround.CreateAsync("CREATE TABLE numbers (id int PRIMARY KEY, x bigint); INSERT INTO numbers SELECT i, 1 FROM generate_series(1, 4000) i; ANALYZE numbers");

        var status = await WithInTheMiddleAsync(ground, BackfillGround.Doubling(), "ALTER TABLE numbers ALTER id TYPE bigint; ALTER TABLE numbers ADD extra text DEFAULT 'y'");

        Assert.Equal(BackfillState.Completed, status.State);
        Assert.Equal(4000, await ground.ScalarAsync<long>("SELECT count(*) FROM numbers WHERE x = 2"));
    }

    [Fact]
    public async Task A_partition_that_is_detached_is_left_and_one_that_is_attached_is_done()
    {
        var ground = await BackfillGround.CreateAsync("""
            CREATE TABLE numbers (id int PRIMARY KEY, x int) PARTITION BY RANGE (id);
            CREATE TABLE n1 PARTITION OF numbers FOR VALUES FROM (0) TO (2001);
            CREATE TABLE n2 PARTITION OF numbers FOR VALUES FROM (2001) TO (4001);
            INSERT INTO numbers SELECT i, 1 FROM generate_series(1, 4000) i; ANALYZE numbers;
            CREATE TABLE n3 (id int PRIMARY KEY, x int); INSERT INTO n3 SELECT i, 1 FROM generate_series(5000, 5499) i;
            """);

        var status = await WithInTheMiddleAsync(
            ground, BackfillGround.Doubling(), "ALTER TABLE numbers DETACH PARTITION n2; ALTER TABLE numbers ATTACH PARTITION n3 FOR VALUES FROM (5000) TO (6000)");

        Assert.Equal(BackfillState.Completed, status.State);
        Assert.Equal(2500, await ground.ScalarAsync<long>("SELECT count(*) FROM numbers WHERE x = 2"));
        Assert.Equal(2000, await ground.ScalarAsync<long>("SELECT count(*) FROM n2 WHERE x = 1"));
        var receipt = Assert.Single(await ground.Service.GetReceiptsAsync());
        Assert.Equal((1L, false), (receipt.DetachedRanges, receipt.IsWhole));
        Assert.Contains(ground.Decisions, decision => decision.Kind == BackfillDecisionKind.PartitionJoined);
    }

    [Fact]
    public async Task A_lock_that_never_comes_free_uses_up_the_budget_and_no_more()
    {
        var ground = await BackfillGround.WithNumbersAsync(1000);
        await using var blocker = new NpgsqlConnection(ground.ConnectionString + ";Pooling=false");
        await blocker.OpenAsync();
        await using var command = new NpgsqlCommand("BEGIN; SELECT FROM numbers WHERE id = 500 FOR UPDATE", blocker);
        await command.ExecuteNonQueryAsync();

        var error = await Assert.ThrowsAsync<MigrationException>(() => ground.RunAsync(
            BackfillGround.Doubling(), BackfillGround.Small() with { LockTimeout = TimeSpan.FromMilliseconds(50), RetryBudget = TimeSpan.FromSeconds(2) }));

        Assert.Equal("BackfillRetriesExhausted", error.ErrorId);
        Assert.InRange(await ground.ScalarAsync<long>("SELECT count(*) FROM numbers WHERE x = 2"), 400, 499);
    }

    // A batch of 100 rows at a time, slowly enough that the change comes after some and before most.
    private static async Task<BackfillStatus> WithInTheMiddleAsync(BackfillGround ground, BackfillDefinition definition, string sql)
    {
        await ground.Service.StartAsync(definition, BackfillGround.Small() with { MaxRate = 2500 });
        var run = ground.ContinueAsync(definition.Name);
        while (ground.Batches.Count() < 4 && !run.IsCompleted)
        {
            await Task.Delay(10);
        }

        await ground.ExecuteAsync(sql);
        return await run;
    }

    private static async Task LockBackwardsAsync(BackfillGround ground, CancellationToken stop)
    {
        await using var connection = new NpgsqlConnection(ground.ConnectionString + ";Pooling=false");
        await connection.OpenAsync(CancellationToken.None);
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await using var command = new NpgsqlCommand(
                    "BEGIN; UPDATE numbers SET pad = 'f' WHERE id = 3500; UPDATE numbers SET pad = 'f' WHERE id = 2500; UPDATE numbers SET pad = 'f' WHERE id = 100; COMMIT", connection);
                await command.ExecuteNonQueryAsync(CancellationToken.None);
            }
            catch (PostgresException error) when (error.SqlState == "40P01")
            {
                await using var rollback = new NpgsqlCommand("ROLLBACK", connection);
                await rollback.ExecuteNonQueryAsync(CancellationToken.None);
            }
        }
    }
}
