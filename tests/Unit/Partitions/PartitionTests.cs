using SchemaMigrate.Errors;
using SchemaMigrate.Execution;
using SchemaMigrate.Operations;
using SchemaMigrate.Planning;
using SchemaMigrate.Tests.Enums;
using SchemaMigrate.Tests.Execution;
using SchemaMigrate.Tests.Fixtures;
using SchemaMigrate.Tests.Operations;

namespace SchemaMigrate.Tests.Partitions;

public sealed class PartitionTests
{
    private static readonly string[] BlockingWrites = ["ShareLock", "ShareRowExclusiveLock", "ExclusiveLock", "AccessExclusiveLock"];

    public static TheoryData<int, string> Cases
    {
        get
        {
            var cases = new TheoryData<int, string>();
            foreach (var major in PostgresFixture.Majors)
            {
                foreach (var name in PartitionCases.All.Keys)
                {
                    cases.Add(major, name);
                }
            }

            return cases;
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public async Task Up_down_up_gives_the_same_catalog_each_time_and_everything_is_valid(int major, string name)
    {
        using var project = await ProjectAsync(major, PartitionCases.All[name]);
        var before = await SnapshotLines.ReadAsync(project.ConnectionString);
        await project.UpgradeAsync();
        var after = await SnapshotLines.ReadAsync(project.ConnectionString);
        Assert.True(after.Except(before).Count() >= 4, string.Join('\n', after.Except(before)));
        Assert.True(await project.ScalarAsync<bool>(PartitionCases.Holds));
        await project.DowngradeAsync("base");
        Assert.Equal(before.Select(Undone), (await SnapshotLines.ReadAsync(project.ConnectionString)).Select(Undone));
        await project.UpgradeAsync();
        Assert.Equal(after, await SnapshotLines.ReadAsync(project.ConnectionString));

        // From PostgreSQL 18 on a partition that gets a primary key has its NOT NULL by itself, and keeps it so.
        string Undone(string line) => name == "primary key" && line.Contains("definition=NOT NULL", StringComparison.Ordinal) ? line.Replace(" | inherited=yes", "", StringComparison.Ordinal) : line;
    }

    [Theory, MemberData(nameof(Cases))]
    public async Task A_run_that_is_killed_again_and_again_goes_on_where_it_was(int major, string name)
    {
        using var project = await ProjectAsync(major, PartitionCases.All[name]);
        using var whole = await ProjectAsync(major, PartitionCases.All[name]);
        await whole.UpgradeAsync();
        var kills = 0;
        while (await SeveredRun.UpgradeAsync(project, 4 + kills) is not null)
        {
            kills++;
        }

        Assert.True(kills >= 3, $"{kills} kills");
        Assert.Equal(await SnapshotLines.ReadAsync(whole.ConnectionString), await SnapshotLines.ReadAsync(project.ConnectionString));
        Assert.False((await project.UpgradeAsync()).Changed);
    }

    [Theory, MemberData(nameof(Cases))]
    public async Task A_partition_that_is_attached_meanwhile_is_done_with_the_others(int major, string name)
    {
        using var project = await ProjectAsync(major, PartitionCases.All[name]);
        var statements = 0;
        await project.UpgradeAsync(probe: new RunProbe
        {
            Boundary = at =>
            {
                if (at == "statement" && ++statements == 3)
                {
                    ScriptAsync(project, "CREATE TABLE late (LIKE \"Te\"\"st\"); INSERT INTO late SELECT n, 25, 'late', 5 FROM generate_series(1, 100) n; ALTER TABLE \"Te\"\"st\" ATTACH PARTITION late FOR VALUES FROM (20) TO (30)")
                        .GetAwaiter().GetResult();
                }
            },
        });
        Assert.True(statements > 3);
        Assert.True(await project.ScalarAsync<bool>(PartitionCases.Holds));
        Assert.True(await project.ScalarAsync<bool>(
            "SELECT EXISTS (SELECT FROM pg_index WHERE indrelid = 'late'::regclass) OR EXISTS (SELECT FROM pg_constraint WHERE conrelid = 'late'::regclass AND contype IN ('c', 'f')) "
            + "OR (SELECT attnotnull FROM pg_attribute WHERE attrelid = 'late'::regclass AND attname = 'r')"));
    }

    [Theory, ClassData(typeof(ServerMajors))]
    public async Task What_one_partition_breaks_is_named_and_what_the_others_have_is_kept(int major)
    {
        using var project = await ProjectAsync(major, PartitionCases.All["unique"]);
        await ScriptAsync(project, "INSERT INTO t2b VALUES (7, 19, 'x', 1), (7, 19, 'y', 1)");
        var error = await Assert.ThrowsAsync<StepFailedException>(() => project.UpgradeAsync());
        Assert.Equal("23505", error.SqlState);
        const string Built = "SELECT c.oid::text || c.relfilenode FROM pg_class c JOIN pg_index i ON i.indexrelid = c.oid WHERE i.indrelid IN ('t1'::regclass, 't2a'::regclass) ORDER BY 1";
        var built = await project.LinesAsync(Built);
        Assert.Equal(2, built.Split('\n').Length);
        Assert.Equal(0L, await project.ScalarAsync<long>("SELECT count(*) FROM pg_index WHERE indrelid = 't2b'::regclass"));
        await ScriptAsync(project, "DELETE FROM t2b WHERE v = 'y'");
        await project.UpgradeAsync();
        Assert.Equal(built, await project.LinesAsync(Built));
        Assert.True(await project.ScalarAsync<bool>(PartitionCases.Holds));
    }

    [Theory, ClassData(typeof(ServerMajors))]
    public async Task What_cannot_be_is_refused_before_anything_is_touched(int major)
    {
        (Operation Operation, string Message)[] refused =
        [
            (new AddUnique(PartitionCases.Table, new("uq"), [new("v")]) { Partitioned = true }, "unique constraint on partitioned table must include all partitioning columns"),
            (new AddUnique(PartitionCases.Table, new("uq"), [new("id"), new("day")]), "is partitioned: give -Partitioned"),
            (new AddPrimaryKey(PartitionCases.Table, new("pk"), [new("id"), new("day")]), "is partitioned: give -Partitioned"),
            (new AddCheck(SchemaMigrate.Sql.QualifiedName.Parse("ref"), new("ck"), new("id >= 0")) { Partitioned = true }, "ref is not partitioned: leave -Partitioned out"),
            (new AddCheck(PartitionCases.Table, new("ck"), new("r > 50")) { Partitioned = true }, "break the check ck"),
            (new SetColumn(PartitionCases.Table, new("v")) { NotNull = true, Partitioned = true }, "have NULL in v"),
        ];
        foreach (var (operation, message) in refused)
        {
            using var project = await ProjectAsync(major, operation);
            await ScriptAsync(project, "UPDATE t1 SET v = NULL WHERE id = 1");
            var before = await SnapshotLines.ReadAsync(project.ConnectionString);
            var error = await Assert.ThrowsAnyAsync<MigrationException>(() => project.UpgradeAsync());
            Assert.Contains(message, error.Message, StringComparison.Ordinal);
            Assert.Equal(before, await SnapshotLines.ReadAsync(project.ConnectionString));
        }
    }

    [Theory, ClassData(typeof(ServerMajors))]
    public async Task An_index_of_the_wanted_name_that_is_another_one_is_refused(int major)
    {
        using var project = await ProjectAsync(major, PartitionCases.All["unique index"]);
        await ScriptAsync(project, "CREATE INDEX ux ON \"Te\"\"st\" (v)");
        var error = await Assert.ThrowsAnyAsync<MigrationException>(() => project.UpgradeAsync());
        Assert.Equal("IndexNameTaken", error.ErrorId);
    }

    [Theory, MemberData(nameof(Cases))]
    public async Task No_table_is_read_while_a_lock_that_blocks_writes_is_held(int major, string name)
    {
        if (PartitionCases.All[name] is AddIndex)
        {
            // Its statements are made by the runner; they are those of a unique constraint.
            return;
        }

        await using var database = await OperationDatabase.CreateAsync(major, PartitionCases.Setup);
        await database.ApplyAsync(PartitionCases.All[name]);
        Assert.True(database.Trace.Count >= 4);
        Assert.All(database.Trace, step =>
        {
            Assert.False(step.Rewrote, step.Sql);
            var blocking = step.Locks.Where(held => BlockingWrites.Any(mode => held.EndsWith(" " + mode, StringComparison.Ordinal))).ToArray();
            Assert.True(blocking.Length == 0 || step.RowsScanned == 0, $"{step.Sql}: {step.RowsScanned} rows under {string.Join(", ", blocking)}");
        });
    }

    private static async Task<TestProject> ProjectAsync(int major, Operation operation)
    {
        var project = await TestProject.CreateAsync(major);
        await ScriptAsync(project, PartitionCases.Setup);
        var written = WrittenOperations.Of([operation]);
        project.Add(written.Upgrade, written.Downgrade);
        return project;
    }

    private static async Task ScriptAsync(TestProject project, string sql)
    {
        await using var connection = await OperationDatabase.OpenAsync(project.ConnectionString);
        await using var command = new Npgsql.NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
