using Npgsql;
using SchemaMigrate.Operations;
using SchemaMigrate.Sql;
using SchemaMigrate.Tests.Fixtures;
using SchemaMigrate.Tests.Operations;

namespace SchemaMigrate.Tests.Enums;

public sealed class EnumInPlaceTests
{
    public static TheoryData<int, string> Cases
    {
        get
        {
            var cases = new TheoryData<int, string>();
            foreach (var major in PostgresFixture.Majors)
            {
                cases.Add(major, "plain");
                cases.Add(major, "awkward");
            }

            return cases;
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public async Task Up_down_up_carries_every_dependent_over_and_loses_what_was_announced(int major, string names)
    {
        var world = EnumWorld.Of(names);
        await using var database = await OperationDatabase.CreateAsync(major, world.Setup);
        var (before, values) = (await SnapshotLines.ReadAsync(database.ConnectionString), await database.ScalarAsync<string>(world.Values));
        var change = new SetEnumInPlace(world.Change, world.Columns);
        Assert.Equal(ReversibilityGrade.Lossy, change.Inverse.Grade);
        Assert.Contains($"'{world.Pending}'", change.Inverse.Reason, StringComparison.Ordinal);

        await database.ApplyAsync(change);
        var after = await SnapshotLines.ReadAsync(database.ConnectionString);
        Assert.Equal(Expected(before, world), after);
        var changed = await database.ScalarAsync<string>(world.Values);
        Assert.Equal(await database.ScalarAsync<string>($"SELECT string_agg(n || ':' || (ARRAY[{L(world.Active)}, {L(world.Active)}, {L(world.Inactive)}, {L(world.Inactive)}])[1 + n % 4] || ':' || CASE n % 3 WHEN 0 THEN '-' WHEN 1 THEN '{"{}"}' "
            + $"ELSE ARRAY[{L(world.Inactive)}, NULL, {L(world.Active)}]::text END, ',' ORDER BY n) FROM generate_series(1, {EnumWorld.Rows}) n"), changed);

        await database.ApplyAsync(change.Inverse.Operations);
        Assert.Equal(before.Select(line => WithoutDefault(line, world)), (await SnapshotLines.ReadAsync(database.ConnectionString)).Select(line => WithoutDefault(line, world)));
        Assert.NotEqual(values, await database.ScalarAsync<string>(world.Values));
        await database.ApplyAsync(change);
        Assert.Equal(after, await SnapshotLines.ReadAsync(database.ConnectionString));
        Assert.Equal(changed, await database.ScalarAsync<string>(world.Values));
    }

    [Theory, ClassData(typeof(ServerMajors))]
    public async Task A_new_order_is_undone_exactly(int major)
    {
        var world = EnumWorld.Awkward;
        await using var database = await OperationDatabase.CreateAsync(major, world.Setup);
        var (before, values) = (await SnapshotLines.ReadAsync(database.ConnectionString), await database.ScalarAsync<string>(world.Values));
        var change = new SetEnumInPlace(new(world.Type, [world.Banned, world.Inactive, world.Active, world.Pending], world.Change.From, []), world.Columns);
        Assert.Equal(ReversibilityGrade.Exact, change.Inverse.Grade);
        await database.ApplyAsync(change);
        Assert.Equal(values, await database.ScalarAsync<string>(world.Values));
        Assert.Equal(world.Banned, await database.ScalarAsync<string>($"SELECT min({world.Status})::text FROM {world.Table}"));
        await database.ApplyAsync(change.Inverse.Operations);
        Assert.Equal(before, await SnapshotLines.ReadAsync(database.ConnectionString));
        Assert.Equal(values, await database.ScalarAsync<string>(world.Values));
    }

    [Theory, ClassData(typeof(ServerMajors))]
    public async Task A_value_that_goes_without_a_successor_is_named_with_its_rows_while_it_is_in_use(int major)
    {
        var world = EnumWorld.Awkward;
        await using var database = await OperationDatabase.CreateAsync(major, world.Setup);
        var before = await SnapshotLines.ReadAsync(database.ConnectionString);
        var error = await Assert.ThrowsAsync<PostgresException>(() => database.ApplyAsync(
            new SetEnumInPlace(new(world.Type, [world.Pending, world.Active, world.Inactive], world.Change.From, []), world.Columns)));
        Assert.Equal(
            $"The value {L(world.Banned)} of {world.Type.Display} cannot go: {await database.ScalarAsync<string>($"SELECT {L(world.Table.ToString())}::regclass::text")}.{world.Status} has it in 100 rows, for example id=3; id=7; id=11.",
            error.MessageText);
        Assert.Contains("-Map", error.Hint, StringComparison.Ordinal);
        Assert.Equal(before, await SnapshotLines.ReadAsync(database.ConnectionString));
    }

    [Theory, ClassData(typeof(ServerMajors))]
    public async Task What_cannot_be_carried_over_is_named_and_nothing_is_touched(int major)
    {
        var world = EnumWorld.Plain;
        await using var database = await OperationDatabase.CreateAsync(major, world.Setup);
        (string Setup, string Undo, string Expected)[] obstacles =
        [
            ("CREATE TABLE more (s user_status)", "DROP TABLE more", "column public.more.s"),
            ("CREATE TYPE pair AS (a int, b user_status)", "DROP TYPE pair", "column public.pair.b"),
            ("CREATE DOMAIN d AS user_status", "DROP DOMAIN d", "type public.d"),
            ("CREATE TYPE r AS RANGE (subtype = user_status)", "DROP TYPE r", "type public.r"),
            ("CREATE MATERIALIZED VIEW mv AS SELECT status FROM users", "DROP MATERIALIZED VIEW mv", "materialized view public.mv"),
            ("CREATE MATERIALIZED VIEW mv AS SELECT * FROM v_nested", "DROP MATERIALIZED VIEW mv", "materialized view public.mv"),
            ("CREATE FUNCTION f(v_active) RETURNS int LANGUAGE sql AS 'SELECT 1'", "DROP FUNCTION f", "function public.f"),
            ("CREATE TABLE child (s user_status, id int, FOREIGN KEY (s, id) REFERENCES fkp (status, id))", "DROP TABLE child", "child"),
            ("ALTER TABLE users ADD g bool GENERATED ALWAYS AS (status = 'active') STORED", "ALTER TABLE users DROP g", "default value for column g"),
            ("CREATE VIEW v_gone AS SELECT 1 AS one FROM users WHERE status = 'banned'", "DROP VIEW v_gone", "view public.v_gone speaks of 'banned'"),
            ("CREATE INDEX ix_gone ON users (id) WHERE status = 'pending'", "DROP INDEX ix_gone", "index public.ix_gone speaks of 'pending'"),
            ("CREATE RULE rl AS ON DELETE TO users WHERE OLD.status = 'active' DO NOTHING", "DROP RULE rl ON users", "a rule on public.users"),
            ("CREATE CAST (text AS user_status) WITH INOUT AS ASSIGNMENT", "DROP CAST (text AS user_status)", "cast from text to public.user_status"),
            ("CREATE PUBLICATION pb FOR TABLE users (id, status)", "DROP PUBLICATION pb", "publication"),
        ];
        await database.ExecuteAsync("CREATE TABLE fkp (status user_status, id int, UNIQUE (status, id))");
        var columns = world.Columns.Append(EnumColumn.Parse("fkp.status")).ToValueList();
        foreach (var (setup, undo, expected) in obstacles)
        {
            await database.ExecuteAsync(setup);
            var before = await SnapshotLines.ReadAsync(database.ConnectionString);
            var error = await Assert.ThrowsAsync<PostgresException>(() => database.ApplyAsync(new SetEnumInPlace(world.Change, columns)));
            Assert.True(error.MessageText.Contains(expected, StringComparison.Ordinal), $"{expected}: {error.MessageText}");
            Assert.Equal(before, await SnapshotLines.ReadAsync(database.ConnectionString));
            await database.ExecuteAsync(undo);
        }

        await database.ExecuteAsync("CREATE TABLE parted (s user_status) PARTITION BY LIST (s)");
        var key = await Assert.ThrowsAsync<PostgresException>(() => database.ApplyAsync(new SetEnumInPlace(world.Change, columns.Append(EnumColumn.Parse("parted.s")).ToValueList())));
        Assert.Contains("the partition key of public.parted", key.MessageText, StringComparison.Ordinal);
        await database.ExecuteAsync("DROP TABLE parted");

        var wrong = await Assert.ThrowsAsync<PostgresException>(() => database.ApplyAsync(new SetEnumInPlace(new(world.Type, ["b", "a"], ["a", "b"], []), columns)));
        Assert.Contains("has the values [\"pending\"", wrong.MessageText, StringComparison.Ordinal);
        await database.ApplyAsync(new SetEnumInPlace(world.Change, columns));
    }

    [Theory, ClassData(typeof(ServerMajors))]
    public async Task The_recipe_of_the_source_document_fails_where_ours_succeeds(int major)
    {
        const string Recipe = """
            CREATE TYPE user_status_new AS ENUM ('active', 'inactive', 'suspended', 'deleted');
            ALTER TABLE users ALTER COLUMN status TYPE user_status_new USING status::text::user_status_new;
            DROP TYPE user_status;
            ALTER TYPE user_status_new RENAME TO user_status;
            """;
        const string Table = "CREATE TYPE user_status AS ENUM ('pending', 'active', 'inactive', 'banned'); CREATE TABLE users (id int, status user_status NOT NULL DEFAULT 'pending'); INSERT INTO users VALUES (1, 'active');";
        await using var database = await OperationDatabase.CreateAsync(major, Table);
        var atDefault = await Assert.ThrowsAsync<PostgresException>(() => database.ExecuteAsync(Recipe));
        Assert.Contains("default for column \"status\" cannot be cast automatically", atDefault.MessageText, StringComparison.Ordinal);
        await database.ExecuteAsync("ALTER TABLE users ALTER status DROP DEFAULT; INSERT INTO users VALUES (2, 'pending')");
        var atRow = await Assert.ThrowsAsync<PostgresException>(() => database.ExecuteAsync(Recipe));
        Assert.Contains("invalid input value for enum user_status_new: \"pending\"", atRow.MessageText, StringComparison.Ordinal);

        await database.ExecuteAsync("ALTER TABLE users ALTER status SET DEFAULT 'pending'");
        await database.ApplyAsync(new SetEnumInPlace(
            new(QualifiedName.Parse("user_status"), ["active", "inactive", "suspended", "deleted"], ["pending", "active", "inactive", "banned"], [new("pending", "active"), new("banned", "deleted")]),
            [EnumColumn.Parse("users.status")]));
        await database.ExecuteAsync("INSERT INTO users (id) VALUES (3)");
        Assert.Equal("1active,2active,3active", await database.ScalarAsync<string>("SELECT string_agg(id || status::text, ',' ORDER BY id) FROM users"));
    }

    private static string L(string label) => Literal.Of(label).ToString();

    // Nothing but the labels and the default that was one of those which go.
    private static IEnumerable<string> Expected(IEnumerable<string> before, EnumWorld world) => before.Select(line => line.StartsWith("Enum ", StringComparison.Ordinal)
        ? line.Replace($"labels={string.Join(", ", world.Change.From.Select(Quoted))}", $"labels={string.Join(", ", world.Change.Values.Select(Quoted))}", StringComparison.Ordinal)
        : line.Replace($"default={Deparsed(world.Pending)}::", $"default={Deparsed(world.Active)}::", StringComparison.Ordinal));

    private static string WithoutDefault(string line, EnumWorld world) =>
        line.Replace($"default={Deparsed(world.Pending)}::", "default=?::", StringComparison.Ordinal).Replace($"default={Deparsed(world.Active)}::", "default=?::", StringComparison.Ordinal);

    private static string Deparsed(string label) => "'" + label.Replace("'", "''", StringComparison.Ordinal) + "'";

    private static string Quoted(string label) => (label.Contains('\\', StringComparison.Ordinal) ? "E" : "") + "'" + label.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal) + "'";
}
