using SchemaMigrate.Backfills;
using SchemaMigrate.Errors;

namespace SchemaMigrate.Tests.Backfills;

/// <summary>A backfill from start to receipt, on a real server.</summary>
public sealed class BackfillRunTests
{
    private const string Users = """
        CREATE TABLE users (id int PRIMARY KEY, first_name text, last_name text, full_name text, email text);
        CREATE INDEX users_email ON users (email);
        INSERT INTO users SELECT i * 3 - 1000, 'a' || i, 'b' || i, NULL, md5(i::text) FROM generate_series(1, 2500) i;
        ANALYZE users
        """;

    [Fact]
    public async Task Every_row_is_changed_and_the_receipt_says_so()
    {
        var ground = await BackfillGround.CreateAsync(Users);

        var status = await ground.RunAsync(BackfillGround.FullName());

        Assert.Equal(BackfillState.Completed, status.State);
        Assert.Equal(2500, status.RowsDone);
        Assert.Equal(100, status.PercentComplete);
        Assert.Equal(2500, await ground.ScalarAsync<long>("SELECT count(*) FROM users WHERE full_name = first_name || ' ' || last_name"));
        var receipt = Assert.Single(await ground.Service.GetReceiptsAsync("users.full_name"));
        Assert.Equal((2500L, 0L, BackfillProof.Predicate, true), (receipt.Rows, receipt.Remaining, receipt.Proof, receipt.IsWhole));
        Assert.True(receipt.Batches >= 25);
        Assert.Equal(receipt.Batches, status.Batches);
        Assert.True(receipt.WalBytes > 0);
        Assert.True(receipt.Duration > TimeSpan.Zero);
    }

    [Fact]
    public async Task Each_row_is_doubled_once_by_one_worker_and_by_four()
    {
        foreach (var workers in new[] { 1, 4 })
        {
            var ground = await BackfillGround.WithNumbersAsync(50_000);

            var status = await ground.RunAsync(BackfillGround.Doubling(), BackfillGround.Small(500, workers));

            Assert.Equal(50_000, status.RowsDone);
            Assert.Equal(50_000, await ground.ScalarAsync<long>("SELECT count(*) FROM numbers WHERE x = 2"));
            Assert.Equal(BackfillProof.Coverage, Assert.Single(await ground.Service.GetReceiptsAsync()).Proof);
        }
    }

    [Fact]
    public async Task An_input_that_gives_null_is_met_once_and_named_by_the_proof()
    {
        var ground = await BackfillGround.CreateAsync(Users);
        await ground.ExecuteAsync("UPDATE users SET last_name = NULL WHERE id IN (2, 5)");

        var error = await Assert.ThrowsAsync<MigrationException>(() => ground.RunAsync(BackfillGround.FullName()));

        Assert.Equal("BackfillNotProven", error.ErrorId);
        Assert.Contains("2 rows", error.Message, StringComparison.Ordinal);
        Assert.Contains("(2), (5)", error.Message, StringComparison.Ordinal);
        var status = Assert.Single(await ground.Service.GetAsync());
        Assert.Equal((BackfillState.Failed, "BackfillNotProven"), (status.State, status.ErrorId));
        Assert.Equal(2498, await ground.ScalarAsync<long>("SELECT count(*) FROM users WHERE full_name IS NOT NULL"));
        Assert.Empty(await ground.Service.GetReceiptsAsync());
    }

    [Fact]
    public async Task A_failed_proof_is_made_good_by_correcting_the_rows_and_resuming()
    {
        var ground = await BackfillGround.CreateAsync(Users);
        await ground.ExecuteAsync("UPDATE users SET last_name = NULL WHERE id IN (2, 5)");
        await Assert.ThrowsAsync<MigrationException>(() => ground.RunAsync(BackfillGround.FullName()));

        await ground.ExecuteAsync("UPDATE users SET last_name = 'x' WHERE last_name IS NULL");
        await ground.Service.ResumeAsync("users.full_name");
        var status = await ground.ContinueAsync("users.full_name");

        Assert.Equal(BackfillState.Completed, status.State);
        Assert.Equal(0, await ground.ScalarAsync<long>("SELECT count(*) FROM users WHERE full_name IS NULL"));
    }

    [Fact]
    public async Task The_batch_size_follows_the_target_time()
    {
        var ground = await BackfillGround.WithNumbersAsync(60_000);

        await ground.RunAsync(BackfillGround.Doubling(), new BackfillOptions { TargetBatchTime = TimeSpan.FromMilliseconds(40) });

        var sizes = ground.Batches.Select(batch => batch.Size).Where(size => size > 0).ToList();
        Assert.True(sizes.Distinct().Count() > 2, $"sizes stayed at {string.Join(", ", sizes)}");
        Assert.All(sizes.Zip(sizes.Skip(1)), pair => Assert.InRange(pair.Second, (pair.First / 2) - 1, (pair.First * 1.2) + 1));
    }

    [Fact]
    public async Task Rows_inserted_into_another_table_come_exactly_once()
    {
        var ground = await BackfillGround.CreateAsync(Users + "; CREATE TABLE profiles (user_id int, name text)");
        var split = new BackfillDefinition
        {
            Name = "split",
            Table = "users",
            InsertInto = "profiles",
            Set = [new("user_id", "id"), new("name", "users.first_name")],
            Where = "NOT EXISTS (SELECT FROM profiles p WHERE p.user_id = users.id)",
        };

        var status = await ground.RunAsync(split);

        Assert.Equal(BackfillState.Completed, status.State);
        Assert.Equal(2500, await ground.ScalarAsync<long>("SELECT count(DISTINCT user_id) FROM profiles"));
        Assert.Equal(2500, await ground.ScalarAsync<long>("SELECT count(*) FROM profiles"));
    }

    [Fact]
    public async Task A_statement_of_the_authors_own_runs_over_each_range()
    {
        var ground = await BackfillGround.WithNumbersAsync(3_000);

        var status = await ground.RunAsync(new BackfillDefinition
        {
            Name = "own",
            Table = "numbers",
            Sql = "UPDATE numbers SET x = x * 2 WHERE {range} AND id % 2 = 0",
        });

        Assert.Equal(1_500, status.RowsDone);
        Assert.Equal(1_500, await ground.ScalarAsync<long>("SELECT count(*) FROM numbers WHERE x = 2 AND id % 2 = 0"));
        Assert.Equal(1_500, await ground.ScalarAsync<long>("SELECT count(*) FROM numbers WHERE x = 1"));
    }

    [Fact]
    public async Task An_empty_table_is_completed_at_once()
    {
        var ground = await BackfillGround.CreateAsync("CREATE TABLE users (id int PRIMARY KEY, first_name text, last_name text, full_name text)");

        Assert.Equal(BackfillState.Completed, (await ground.RunAsync(BackfillGround.FullName())).State);
    }

    [Theory]
    [InlineData(2, 200_000, "SELECT 1", "first_name", null)]
    [InlineData(1, 199_999, "SELECT 1", "first_name", null)]
    [InlineData(3, 2_500, "SELECT 1", "first_name", 3)]
    [InlineData(1, 200_000, "SELECT 1", "(SELECT max(u.last_name) FROM users u)", null)]
    [InlineData(1, 200_000, "CREATE FUNCTION f() RETURNS text LANGUAGE sql AS $$ SELECT 'x' $$", "f()", null)]
    [InlineData(
        1, 200_000,
        "CREATE FUNCTION t() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$; CREATE TRIGGER t AFTER UPDATE ON users FOR EACH ROW EXECUTE FUNCTION t()", "first_name", null)]
    public async Task The_plan_chooses_two_workers_only_where_they_are_not_in_the_way_of_one_another(int expected, long rows, string also, string expression, int? wanted)
    {
        var ground = await BackfillGround.CreateAsync($"{Users}; {also}; UPDATE pg_class SET reltuples = {rows} WHERE oid = 'users'::regclass");
        var definition = new BackfillDefinition { Name = "fill", Table = "users", Set = [new("full_name", expression)], Where = "full_name IS NULL" };

        var plan = await ground.Service.PlanAsync(definition, new BackfillOptions { Workers = wanted });
        var started = await ground.Service.StartAsync(definition, new BackfillOptions { Workers = wanted });

        Assert.Equal((expected, expected), (plan.Workers, started.Options.Workers));
    }
}
