using System.Collections.Concurrent;
using Npgsql;
using SchemaMigrate.Errors;
using SchemaMigrate.Operations;
using SchemaMigrate.Planning;
using SchemaMigrate.Sql;
using SchemaMigrate.Tests.Enums;
using SchemaMigrate.Tests.Execution;
using SchemaMigrate.Tests.Fixtures;
using SchemaMigrate.Tests.Operations;

namespace SchemaMigrate.Tests.Archives;

public sealed class ArchiveTests
{
    private const string Setup = """"
        CREATE SCHEMA "Kept ""1""";
        CREATE TABLE users (a int, b text, "Va""lue" jsonb, other int, PRIMARY KEY (a, b));
        INSERT INTO users SELECT n, 'b' || n, CASE WHEN n % 3 > 0 THEN jsonb_build_object('n', n) END, n FROM generate_series(1, 5000) n;
        """";

    private const string Values = "SELECT md5(string_agg(a || b || coalesce(\"Va\"\"lue\"::text, '-'), ',' ORDER BY a, b)) FROM users";

    private static readonly RemoveColumn Column = new(QualifiedName.Parse("users"), new("Va\"lue"))
    {
        Definition = new(new("Va\"lue"), new("jsonb")),
        ArchiveTo = QualifiedName.Of("Kept \"1\"", "users' values"),
        Key = [new("a"), new("b")],
    };

    [Theory, ClassData(typeof(ServerMajors))]
    public async Task The_values_of_a_column_come_back_from_the_archive(int major)
    {
        using var project = await ProjectAsync(major, Setup, Column);
        var (before, values) = (await SnapshotLines.ReadAsync(project.ConnectionString, places: false), await project.ScalarAsync<string>(Values));
        await project.UpgradeAsync();
        Assert.Equal(5000L, await project.ScalarAsync<long>("SELECT count(*) FROM \"Kept \"\"1\"\"\".\"users' values\""));
        Assert.Equal(0L, await project.ScalarAsync<long>("SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal") + await project.ScalarAsync<long>("SELECT count(*) FROM pg_proc WHERE proname LIKE 'zz%'"));
        await project.ExecuteAsync("INSERT INTO users VALUES (9001, 'new', 1)");
        await project.ExecuteAsync("DELETE FROM users WHERE a = 9001");
        await project.DowngradeAsync("base");
        Assert.Equal(values, await project.ScalarAsync<string>(Values));
        Assert.Equal(before, await SnapshotLines.ReadAsync(project.ConnectionString, places: false));
        await project.UpgradeAsync();
        await project.DowngradeAsync("base");
        Assert.Equal(values, await project.ScalarAsync<string>(Values));
        Assert.Contains("rows that came after it was dropped have no value", Column.Inverse.Reason, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(ServerMajors))]
    public async Task No_write_between_the_copy_and_the_drop_is_lost(int major)
    {
        using var project = await ProjectAsync(major, Setup.Replace("5000", "60000", StringComparison.Ordinal), Column);
        var written = new ConcurrentDictionary<int, string?>();
        using var stop = new CancellationTokenSource();
        Task[] writers = [.. Enumerable.Range(0, 3).Select(writer => WriteAsync(project.ConnectionString, writer, written, stop.Token))];
        await Task.Delay(200);
        await project.UpgradeAsync();
        await stop.CancelAsync();
        await Task.WhenAll(writers);
        Assert.True(written.Count > 50, $"{written.Count} rows written");

        // After the drop the writers failed, so that the last write that went through is the last one before it.
        await project.DowngradeAsync("base");
        var now = new Dictionary<int, string>();
        await using var connection = await OperationDatabase.OpenAsync(project.ConnectionString);
        await using var command = new NpgsqlCommand("SELECT a, \"Va\"\"lue\" ->> 'w' FROM users WHERE a >= 100000", connection);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            now.Add(reader.GetInt32(0), reader.IsDBNull(1) ? "NULL" : reader.GetString(1));
        }

        Assert.All(written, write => Assert.Equal(write.Value, now.GetValueOrDefault(write.Key)));
        Assert.Equal(60000L, await project.ScalarAsync<long>("SELECT count(*) FROM users WHERE a <= 60000 AND (\"Va\"\"lue\" = jsonb_build_object('n', a) OR a % 3 = 0)"));
    }

    [Theory, ClassData(typeof(ServerMajors))]
    public async Task A_run_that_is_killed_anywhere_goes_on_and_the_values_come_back(int major)
    {
        using var project = await ProjectAsync(major, Setup, Column);
        var values = await project.ScalarAsync<string>(Values);
        var kills = 0;
        while (await SeveredRun.UpgradeAsync(project, 3 + (2 * kills)) is not null)
        {
            kills++;
        }

        Assert.True(kills > 2, $"{kills} kills");
        await project.DowngradeAsync("base");
        Assert.Equal(values, await project.ScalarAsync<string>(Values));
    }

    [Theory, ClassData(typeof(ServerMajors))]
    public async Task A_table_is_moved_to_the_archive_and_back_exactly(int major)
    {
        var table = new RemoveTable(QualifiedName.Parse("public.users")) { ArchiveTo = QualifiedName.Of("Kept \"1\"", "users' rows") };
        using var project = await ProjectAsync(major, Setup + "CREATE INDEX ix ON users (other); COMMENT ON TABLE users IS 'u'; GRANT SELECT ON users TO PUBLIC;", table);
        var (before, values) = (await SnapshotLines.ReadAsync(project.ConnectionString), await project.ScalarAsync<string>(Values));
        Assert.Equal(ReversibilityGrade.Exact, table.Inverse.Grade);
        await project.UpgradeAsync();
        var after = await SnapshotLines.ReadAsync(project.ConnectionString);
        Assert.Equal(5000L, await project.ScalarAsync<long>("SELECT count(*) FROM \"Kept \"\"1\"\"\".\"users' rows\""));
        await project.DowngradeAsync("base");
        Assert.Equal(before, await SnapshotLines.ReadAsync(project.ConnectionString));
        Assert.Equal(values, await project.ScalarAsync<string>(Values));
        await project.UpgradeAsync();
        Assert.Equal(after, await SnapshotLines.ReadAsync(project.ConnectionString));
    }

    [Theory, ClassData(typeof(ServerMajors))]
    public async Task A_table_that_something_needs_or_that_binds_others_is_not_archived(int major)
    {
        (string Setup, string Expected)[] uses =
        [
            ("CREATE VIEW v AS SELECT a FROM users", "view v"),
            ("CREATE TABLE o (a int, b text, CONSTRAINT o_fk FOREIGN KEY (a, b) REFERENCES users)", "the foreign key o_fk of o"),
            ("CREATE TABLE p (id int PRIMARY KEY); ALTER TABLE users ADD CONSTRAINT u_fk FOREIGN KEY (other) REFERENCES p NOT VALID", "the foreign key u_fk to p (name it with -ForeignKeys)"),
            ("CREATE FUNCTION f(users) RETURNS int LANGUAGE sql AS 'SELECT 1'", "function f(users)"),
        ];
        foreach (var (setup, expected) in uses)
        {
            using var project = await ProjectAsync(major, $"{Setup}{setup};", new RemoveTable(QualifiedName.Parse("users")) { ArchiveTo = QualifiedName.Parse("gone") });
            var before = await SnapshotLines.ReadAsync(project.ConnectionString);
            var error = await Assert.ThrowsAnyAsync<MigrationException>(() => project.UpgradeAsync());
            Assert.Contains(expected, error.Message, StringComparison.Ordinal);
            Assert.Equal(before, await SnapshotLines.ReadAsync(project.ConnectionString));
        }
    }

    [Fact]
    public void What_an_archive_needs_is_asked_for()
    {
        var context = new LoweringContext(18);
        Assert.Equal("IncompleteOperation", Assert.Throws<MigrationException>(() => (Column with { Key = [] }).Lower(context)).ErrorId);
        Assert.Equal("IncompleteOperation", Assert.Throws<MigrationException>(() => (Column with { Definition = null }).Lower(context)).ErrorId);
        Assert.Equal("ConflictingOptions", Assert.Throws<MigrationException>(() => new RemoveTable(QualifiedName.Parse("users")) { ArchiveTo = QualifiedName.Parse("a.b") }.Lower(context)).ErrorId);
        Assert.Equal("IncompleteOperation", Assert.Throws<MigrationException>(() => new RemoveTable(QualifiedName.Parse("users")) { Undo = true }.Lower(context)).ErrorId);
    }

    // Each writer has rows of its own, so that its last write is known.
    private static async Task WriteAsync(string connectionString, int writer, ConcurrentDictionary<int, string?> written, CancellationToken stop)
    {
        await using var connection = await OperationDatabase.OpenAsync(connectionString);
        var random = new Random(writer);
        for (var i = 0; !stop.IsCancellationRequested; i++)
        {
            var key = 100_000 + (3 * random.Next(100)) + writer;
            var value = random.Next(4) == 0 ? null : random.Next(4) == 0 ? "NULL" : $"w{i}";
            await using var command = new NpgsqlCommand(
                value is null
                    ? $"DELETE FROM users WHERE a = {key}"
                    : $"INSERT INTO users (a, b, \"Va\"\"lue\") VALUES ({key}, 'x', {(value == "NULL" ? "NULL" : $"'{{\"w\": \"{value}\"}}'")}) ON CONFLICT (a, b) DO UPDATE SET \"Va\"\"lue\" = EXCLUDED.\"Va\"\"lue\"", connection);
            try
            {
                await command.ExecuteNonQueryAsync(CancellationToken.None);
            }
            catch (PostgresException gone) when (gone.SqlState == PostgresErrorCodes.UndefinedColumn)
            {
                return;
            }

            written[key] = value;
        }
    }

    private static async Task<TestProject> ProjectAsync(int major, string setup, Operation operation)
    {
        var project = await TestProject.CreateAsync(major);
        await using var connection = await OperationDatabase.OpenAsync(project.ConnectionString);
        await using var command = new NpgsqlCommand(setup, connection);
        await command.ExecuteNonQueryAsync();
        var written = WrittenOperations.Of([operation]);
        project.Add(written.Upgrade, written.Downgrade);
        return project;
    }
}
