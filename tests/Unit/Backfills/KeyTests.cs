using SchemaMigrate.Backfills;
using SchemaMigrate.Errors;

namespace SchemaMigrate.Tests.Backfills;

/// <summary>Every kind of key: each row once, none missed, and the key that the plan says.</summary>
public sealed class KeyTests
{
    [Theory]
    [InlineData("id int PRIMARY KEY", "i * 7 - 9000", "(id)")]
    [InlineData("id bigint PRIMARY KEY", "CASE WHEN i % 2 = 0 THEN -9223372036854775807 + i ELSE 9223372036854775807 - i END", "(id)")]
    [InlineData("id uuid PRIMARY KEY", "md5(i::text)::uuid", "(id)")]
    [InlineData("id text PRIMARY KEY", "chr(65 + i % 26) || CASE WHEN i % 2 = 0 THEN 'ä''\"\\' ELSE 'z' END || i", "(id)")]
    [InlineData("id text COLLATE \"en-x-icu\" PRIMARY KEY", "CASE WHEN i % 3 = 0 THEN 'A' WHEN i % 3 = 1 THEN 'a' ELSE '_' END || i", "(id)")]
    [InlineData("id numeric PRIMARY KEY", "i / 3.0", "(id)")]
    [InlineData("id float8 PRIMARY KEY", "CASE i WHEN 1 THEN 'NaN' WHEN 2 THEN 'Infinity' WHEN 3 THEN '-Infinity' ELSE ln(i) END", "(id)")]
    [InlineData("id date PRIMARY KEY", "CASE i WHEN 1 THEN 'infinity' ELSE date '0044-03-15 BC' + i END", "(id)")]
    [InlineData("id bytea PRIMARY KEY", "decode(md5(i::text), 'hex')", "(id)")]
    [InlineData("id char(8) PRIMARY KEY", "i::text", "(id)")]
    [InlineData("id int4range PRIMARY KEY", "int4range(i, i + 5)", "(id)")]
    [InlineData("id int NOT NULL, UNIQUE (id)", "i", "(id)")]
    [InlineData("id int NOT NULL", "i", "(ctid)")]
    [InlineData("id int PRIMARY KEY DEFERRABLE", "i", "(ctid)")]
    public async Task Of_one_column(string column, string value, string key)
    {
        var ground = await BackfillGround.CreateAsync(
            $"CREATE TABLE t ({column}, x int, done text); INSERT INTO t SELECT {value}, i, NULL FROM generate_series(1, 1500) i; ANALYZE t");

        await FillAsync(ground, key);

        Assert.Equal(1500, await ground.ScalarAsync<long>("SELECT count(*) FROM t WHERE done = 'x' || x"));
    }

    [Theory]
    [InlineData("a int, b int, PRIMARY KEY (a, b)", "1, i", "(a, b)")]
    [InlineData("a int, b text, PRIMARY KEY (a, b)", "i % 3, 'k' || i", "(a, b)")]
    [InlineData("a timestamptz, b bigint, PRIMARY KEY (a, b)", "timestamptz '2024-03-31 00:30:00.123456+01' + (i / 10) * interval '7 minutes', i", "(a, b)")]
    [InlineData("a uuid NOT NULL, b int NOT NULL, UNIQUE (b, a)", "md5((i % 5)::text)::uuid, i / 5", "(b, a)")]
    [InlineData("a int NOT NULL, b int NOT NULL, EXCLUDE (a WITH =, b WITH =)", "i, i", "(ctid)")]
    public async Task Of_several_columns(string columns, string values, string key)
    {
        var ground = await BackfillGround.CreateAsync(
            $"CREATE TABLE t ({columns}); ALTER TABLE t ADD x int, ADD done text; INSERT INTO t SELECT {values}, i, NULL FROM generate_series(1, 1500) i; ANALYZE t");

        await FillAsync(ground, key);

        Assert.Equal(1500, await ground.ScalarAsync<long>("SELECT count(*) FROM t WHERE done = 'x' || x"));
    }

    [Fact]
    public async Task That_cannot_be_walked_is_not_chosen()
    {
        var ground = await BackfillGround.CreateAsync("""
            CREATE TABLE t (a int NOT NULL, b int NOT NULL, c int, x int, done text);
            CREATE UNIQUE INDEX partial ON t (a) WHERE a > 0;
            CREATE UNIQUE INDEX nullable ON t (c);
            CREATE UNIQUE INDEX expression ON t ((a + 1));
            CREATE UNIQUE INDEX mixed ON t (a, b DESC);
            CREATE UNIQUE INDEX downwards ON t (b DESC, a DESC);
            INSERT INTO t SELECT i, i % 7, NULL, i, NULL FROM generate_series(1, 1500) i; ANALYZE t
            """);

        await FillAsync(ground, "(b, a)");

        Assert.Equal(1500, await ground.ScalarAsync<long>("SELECT count(*) FROM t WHERE done = 'x' || x"));
    }

    [Fact]
    public async Task Is_not_needed_with_a_predicate_but_asked_for_where_a_row_could_be_met_twice()
    {
        var ground = await BackfillGround.CreateAsync("CREATE TABLE numbers (x int); INSERT INTO numbers SELECT 1 FROM generate_series(1, 10)");

        foreach (var definition in new[] { BackfillGround.Doubling(), BackfillGround.Doubling() with { Where = "x < 100" } })
        {
            var error = await Assert.ThrowsAsync<MigrationException>(() => ground.RunAsync(definition));
            Assert.Equal("BackfillKeyMissing", error.ErrorId);
        }

        Assert.Equal(10, await ground.ScalarAsync<long>("SELECT count(*) FROM numbers WHERE x = 1"));
    }

    [Fact]
    public async Task Ranges_come_from_statistics_and_cover_everything_when_these_are_wrong()
    {
        var ground = await BackfillGround.WithNumbersAsync(60_000);
        await ground.ExecuteAsync("INSERT INTO numbers SELECT -i, 1 FROM generate_series(1, 5000) i; INSERT INTO numbers SELECT i, 1 FROM generate_series(60001, 90000) i");

        var plan = await ground.Service.PlanAsync(BackfillGround.Doubling(), new BackfillOptions());
        var status = await ground.RunAsync(BackfillGround.Doubling(), BackfillGround.Small(5000, 2));

        Assert.Equal(3, plan.Ranges);
        Assert.Equal(95_000, status.RowsDone);
        Assert.Equal(95_000, await ground.ScalarAsync<long>("SELECT count(*) FROM numbers WHERE x = 2"));
    }

    [Theory]
    [InlineData("bigint", "i::bigint * i")]
    [InlineData("bigint", "-(92000 - i::bigint) * (92000 - i)")]
    [InlineData("numeric", "i::numeric * i / 2.0 * 2")]
    [InlineData("text", "'k' || i")]
    [InlineData("text COLLATE \"C\"", "i::text")]
    [InlineData("uuid", "gen_random_uuid()")]
    [InlineData("timestamptz", "timestamptz '1999-12-31' + i * interval '1 hour'")]
    [InlineData("date", "date '9990-01-01' + i")]
    public async Task Ranges_follow_the_order_of_the_key_and_meet_no_row_twice(string type, string value)
    {
        var ground = await BackfillGround.CreateAsync($"""
            CREATE TABLE numbers (id {type} PRIMARY KEY, x int NOT NULL);
            INSERT INTO numbers SELECT {value}, 1 FROM generate_series(1, 65000) i; ANALYZE numbers
            """);

        var status = await ground.RunAsync(BackfillGround.Doubling(), new BackfillOptions { Workers = 2 });

        Assert.Equal((BackfillState.Completed, 3L, 65_000L), (status.State, status.Ranges, status.RowsDone));
        Assert.Equal(65_000, await ground.ScalarAsync<long>("SELECT count(*) FROM numbers WHERE x = 2"));
        Assert.Equal(0, await ground.ScalarAsync<long>($"SELECT count(*) FROM schemamigrate.backfill_range WHERE lower_bound[1]::{type.Split(' ')[0]} >= upper_bound[1]::{type.Split(' ')[0]}"));
    }

    [Fact]
    public async Task Partitions_are_walked_one_by_one_each_by_its_own_key()
    {
        var ground = await BackfillGround.CreateAsync("""
            CREATE TABLE t (id int NOT NULL, region text NOT NULL, x int, done text) PARTITION BY LIST (region);
            CREATE TABLE t_eu PARTITION OF t (PRIMARY KEY (id)) FOR VALUES IN ('eu');
            CREATE TABLE t_us PARTITION OF t FOR VALUES IN ('us') PARTITION BY RANGE (id);
            CREATE TABLE t_us1 PARTITION OF t_us (UNIQUE (id)) FOR VALUES FROM (0) TO (500);
            ALTER TABLE t_us1 ALTER id SET NOT NULL;
            CREATE TABLE t_us2 PARTITION OF t_us FOR VALUES FROM (500) TO (100000);
            INSERT INTO t SELECT i, CASE WHEN i % 2 = 0 THEN 'eu' ELSE 'us' END, i, NULL FROM generate_series(1, 2000) i; ANALYZE t
            """);

        var status = await FillAsync(ground, null);

        Assert.Equal(2000, status.RowsDone);
        Assert.Equal(2000, await ground.ScalarAsync<long>("SELECT count(*) FROM t WHERE done = 'x' || x"));
        Assert.Equal(3, (await ground.Service.PlanAsync(Fill, new BackfillOptions())).Tables);
    }

    private static readonly BackfillDefinition Fill = new() { Name = "fill", Table = "t", Set = [new("done", "'x' || t.x")], Where = "done IS NULL" };

    private static async Task<BackfillStatus> FillAsync(BackfillGround ground, string? key)
    {
        if (key is not null)
        {
            Assert.Equal(key, (await ground.Service.PlanAsync(Fill, new BackfillOptions())).Key);
        }

        var status = await ground.RunAsync(Fill, BackfillGround.Small(130, 2));
        Assert.Equal(BackfillState.Completed, status.State);
        Assert.True(status.Batches > 3);
        return status;
    }
}
