using SchemaMigrate.Operations;
using SchemaMigrate.Sql;
using SchemaMigrate.Tests.Fixtures;

namespace SchemaMigrate.Tests.Operations;

/// <summary>What each step locks and reads, seen from within its own transaction on a table with rows.</summary>
public sealed class LockTests
{
    private static readonly string[] BlockingWrites = ["ShareLock", "ShareRowExclusiveLock", "ExclusiveLock", "AccessExclusiveLock"];
    private static readonly NameSet Names = NameSet.Plain;

    public static TheoryData<int, string> Online
    {
        get
        {
            var cases = new TheoryData<int, string>();
            foreach (var major in PostgresFixture.Majors)
            {
                foreach (var name in OnlineOperations().Keys)
                {
                    cases.Add(major, name);
                }
            }

            return cases;
        }
    }

    [Theory, MemberData(nameof(Online))]
    public async Task No_table_is_read_or_rewritten_while_a_lock_that_blocks_writes_is_held(int major, string name)
    {
        await using var database = await OperationDatabase.CreateAsync(major, Names.Setup);
        await database.ApplyAsync(OnlineOperations()[name]);
        Assert.NotEmpty(database.Trace);
        Assert.All(database.Trace, step =>
        {
            Assert.False(step.Rewrote, step.Sql);
            var blocking = step.Locks.Where(held => BlockingWrites.Any(mode => held.EndsWith(" " + mode, StringComparison.Ordinal))).ToArray();
            Assert.True(blocking.Length == 0 || step.RowsScanned == 0, $"{step.Sql}: {step.RowsScanned} rows under {string.Join(", ", blocking)}");
        });
    }

    [Theory, ClassData(typeof(ServerMajors))]
    public async Task The_check_of_locks_notices_the_unsafe_way(int major)
    {
        await using var database = await OperationDatabase.CreateAsync(major, Names.Setup);
        await database.ApplyAsync(new InvokeSql("ALTER TABLE users ALTER COLUMN age SET NOT NULL"));
        Assert.True(database.Trace[^1].RowsScanned >= 500);
        Assert.Contains("users AccessExclusiveLock", database.Trace[^1].Locks);
        await database.ApplyAsync(new SetColumn(Names.Table, Names.Number) { Type = new(new(new("bigint")), null) });
        Assert.True(database.Trace[^1].Rewrote);
    }

    [Theory, ClassData(typeof(ServerMajors))]
    public async Task Validation_holds_only_locks_that_let_reads_and_writes_go_on(int major)
    {
        await using var database = await OperationDatabase.CreateAsync(major, Names.Setup);
        await database.ApplyAsync(
            new AddCheck(Names.Table, new("ck"), new("age >= 0")),
            new AddForeignKey(Names.Table, new("fk"), [Names.Reference], Names.Other),
            new SetColumn(Names.Table, Names.Number) { NotNull = true });
        var validations = database.Trace.Where(step => step.Sql.Contains("VALIDATE", StringComparison.Ordinal)).ToArray();
        Assert.Equal(3, validations.Length);
        Assert.All(validations, step =>
        {
            Assert.True(step.RowsScanned >= 500 || step.Sql.Contains("fk", StringComparison.Ordinal));
            Assert.DoesNotContain(step.Locks, held => BlockingWrites.Any(mode => held.EndsWith(" " + mode, StringComparison.Ordinal)));
        });
    }

    [Theory, ClassData(typeof(ServerMajors))]
    public async Task Named_foreign_keys_of_a_table_that_goes_are_dropped_one_at_a_time(int major)
    {
        await using var database = await OperationDatabase.CreateAsync(major, """
            CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE b (id int PRIMARY KEY);
            CREATE TABLE c (a int CONSTRAINT c_a REFERENCES a, b int CONSTRAINT c_b REFERENCES b);
            """);
        await database.ApplyAsync(new RemoveTable(QualifiedName.Parse("c")) { ForeignKeys = [new("c_a"), new("c_b")] });
        Assert.All(database.Trace, step => Assert.True(step.Locks.Select(held => held.Split(' ')[0]).Distinct().Count() <= 2, string.Join(", ", step.Locks)));
        Assert.DoesNotContain(database.Trace[^1].Locks, held => held.StartsWith("a ", StringComparison.Ordinal) || held.StartsWith("b ", StringComparison.Ordinal));
    }

    [Theory, ClassData(typeof(ServerMajors))]
    public async Task A_concurrent_build_lets_writers_write_while_it_waits_for_an_old_transaction(int major)
    {
        await using var database = await OperationDatabase.CreateAsync(major, Names.Setup);
        await using var old = await OperationDatabase.OpenAsync(database.ConnectionString);
        await using var writer = await OperationDatabase.OpenAsync(database.ConnectionString);
        await using var open = await old.BeginTransactionAsync();
        await RunAsync(old, "UPDATE users SET age = 1 WHERE id = 1");

        var build = database.ApplyAsync(new AddUnique(Names.Table, new("uq"), [Names.Key]));
        while (!await IsBuildingAsync())
        {
            Assert.False(build.IsCompleted);
            await Task.Delay(20);
        }

        await RunAsync(writer, "SET lock_timeout = '2s'; INSERT INTO users (id) VALUES (501); UPDATE users SET age = 2 WHERE id = 2; DELETE FROM users WHERE id = 3");
        Assert.False(build.IsCompleted);
        await open.CommitAsync();
        await build;
        Assert.Contains(await database.CatalogAsync(), line => line.Contains("UNIQUE (id) valid=t", StringComparison.Ordinal));

        async Task<bool> IsBuildingAsync()
        {
            await using var command = new Npgsql.NpgsqlCommand("SELECT EXISTS (SELECT FROM pg_index WHERE NOT indisvalid)", writer);
            return (bool)(await command.ExecuteScalarAsync())!;
        }

        static async Task RunAsync(Npgsql.NpgsqlConnection connection, string sql)
        {
            await using var command = new Npgsql.NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync();
        }
    }

    private static Dictionary<string, Operation> OnlineOperations() => new()
    {
        ["add column"] = new AddColumn(Names.Table, new ColumnDefinition(Names.New, new("text")) { NotNull = true, Value = new LiteralDefault("x"), Comment = "c" }),
        ["add column with stable default"] = new AddColumn(Names.Table, new ColumnDefinition(Names.New, new("timestamptz")) { Value = new ExpressionDefault(new("now()")) }),
        ["remove column"] = new RemoveColumn(Names.Table, Names.Text),
        ["rename column"] = new RenameColumn(Names.Table, Names.Text, Names.New),
        ["set not null"] = new SetColumn(Names.Table, Names.Number) { NotNull = true, Default = new(new LiteralDefault("1"), new NoDefault()) },
        ["drop not null"] = new SetColumn(Names.Table, Names.Key) { NotNull = false },
        ["widen a text column"] = new SetColumn(Names.Table, Names.Text) { Type = new(new(new("varchar(100)")), new(new("varchar(50)"))) },
        ["add primary key"] = new AddPrimaryKey(Names.Table, new("pk"), [Names.Key]),
        ["add unique"] = new AddUnique(Names.Table, new("uq"), [Names.Key]),
        ["add foreign key"] = new AddForeignKey(Names.Table, new("fk"), [Names.Reference], Names.Other),
        ["add check"] = new AddCheck(Names.Table, new("ck"), new("age >= 0")),
        ["rename table"] = new RenameTable(Names.Table, Names.Named),
        ["remove table"] = new RemoveTable(Names.Table),
        ["new table"] = new NewTable(Names.Fresh, [new("team_id bigint REFERENCES teams")]),
    };
}
