using Npgsql;
using SchemaMigrate.Errors;
using SchemaMigrate.Execution;
using SchemaMigrate.Operations;
using SchemaMigrate.Sql;
using SchemaMigrate.Tests.Fixtures;
using SchemaMigrate.Tests.Operations;

namespace SchemaMigrate.Tests.Recipes;

public sealed class SplitTests
{
    private const string Users = """
        CREATE TABLE users (id serial PRIMARY KEY, name text, bio text, avatar_url varchar(500), preferences json);
        INSERT INTO users (name, bio) SELECT 'n' || n, 'b' || n FROM generate_series(1, 300) n;
        """;

    private const string SeedCopy = """
        CREATE TABLE user_profiles (id serial PRIMARY KEY, user_id int UNIQUE{0}, bio text, avatar_url varchar(500), preferences json);
        INSERT INTO user_profiles (user_id, bio, avatar_url, preferences) SELECT id, bio, avatar_url, preferences FROM users;
        """;

    private const string SeedDrop = "ALTER TABLE users DROP COLUMN preferences; ALTER TABLE users DROP COLUMN avatar_url; ALTER TABLE users DROP COLUMN bio";

    private static readonly SplitTable Recipe = Split("users", "user_profiles", "bio", "avatar_url", "preferences");

    [Theory, ClassData(typeof(ServerMajors))]
    public async Task The_copy_inside_the_transaction_blocks_or_loses_writes_and_ours_does_neither(int major)
    {
        // With the reference the whole copy is made under a lock that writers wait for, and then the old code is broken at once.
        await using (var database = await OperationDatabase.CreateAsync(major, Users))
        {
            await using var writer = await OperationDatabase.OpenAsync(database.ConnectionString);
            await using var transaction = await database.Connection.BeginTransactionAsync();
            await database.ExecuteAsync(SeedCopy.Replace("{0}", " REFERENCES users (id)", StringComparison.Ordinal));
            Assert.Equal("55P03", await ErrorAsync(writer, "SET lock_timeout = '300ms'; UPDATE users SET bio = 'late' WHERE id = 1"));
            await database.ExecuteAsync(SeedDrop);
            await transaction.CommitAsync();
            Assert.Equal("42703", await ErrorAsync(writer, "UPDATE users SET bio = 'late' WHERE id = 1"));
        }

        // Without it what is written between the copy and the drop is lost.
        await using (var database = await OperationDatabase.CreateAsync(major, Users))
        {
            await using var writer = await OperationDatabase.OpenAsync(database.ConnectionString);
            await using var transaction = await database.Connection.BeginTransactionAsync();
            await database.ExecuteAsync(SeedCopy.Replace("{0}", "", StringComparison.Ordinal));
            Assert.Null(await ErrorAsync(writer, "UPDATE users SET bio = 'late' WHERE id = 1"));
            await database.ExecuteAsync(SeedDrop);
            await transaction.CommitAsync();
            Assert.Equal("b1", await database.ScalarAsync<string>("SELECT bio FROM user_profiles WHERE user_id = 1"));
        }

        using var project = await RecipeProject.CreateAsync(major, Users, Recipe);
        await project.UpAsync(2);
        await using var old = await OperationDatabase.OpenAsync(project.ConnectionString);
        Assert.Null(await ErrorAsync(old, "SET lock_timeout = '300ms'; UPDATE users SET bio = 'late' WHERE id = 1"));
        await project.UpAsync(3);
        Assert.Equal("late", await project.ScalarAsync<string>("SELECT bio FROM user_profiles WHERE user_id = 1"));
    }

    [Theory, ClassData(typeof(ServerMajors))]
    public async Task What_cannot_be_split_is_refused_by_name_before_anything_changes(int major)
    {
        await RefuseAsync(major, Users, Split("nobody", "x", "bio"), "42P01", "nobody");
        await RefuseAsync(major, Users, Split("users", "x", "bio", "motto"), "42703", "users has no column motto");
        await RefuseAsync(major, Users + "CREATE TABLE user_profiles (x int)", Recipe, "42P07", "user_profiles exists already", "-Into");
        await RefuseAsync(major, Users, Recipe with { Key = [new("name")] }, "42830", "(name)", "Its primary key is (id)");
        await RefuseAsync(major, Users + "ALTER TABLE users DROP CONSTRAINT users_pkey", Recipe, "42830", "(id)", "Add-MigrationPrimaryKey users");
        await RefuseAsync(major, Users + "ALTER TABLE users ALTER bio SET NOT NULL", Recipe, "0A000", "users.bio refuses NULL", "Set-MigrationColumn users bio -Nullable");
        await RefuseAsync(major, "CREATE TABLE users (id int PRIMARY KEY, bio text GENERATED ALWAYS AS ('x') STORED)", Split("users", "x", "bio"), "0A000", "users.bio is an identity or generated column");
        await RefuseAsync(major, "CREATE TABLE users (id int PRIMARY KEY, bio text) PARTITION BY RANGE (id)", Split("users", "x", "bio"), "42809", "not an ordinary table");
    }

    [Theory, ClassData(typeof(ServerMajors))]
    public async Task The_columns_stay_while_something_needs_them_or_rows_differ(int major)
    {
        using var project = await RecipeProject.CreateAsync(major, Users + "CREATE INDEX ix_bio ON users (bio); CREATE VIEW bios AS SELECT bio FROM users", Recipe);
        await project.UpAsync(2);
        var needed = await Assert.ThrowsAsync<StepFailedException>(() => project.UpAsync(3));
        Assert.All(["index ix_bio", "view bios"], name => Assert.Contains(name, needed.Message, StringComparison.Ordinal));
        await project.ExecuteAsync("DROP VIEW bios; DROP INDEX ix_bio; SET session_replication_role = replica; UPDATE users SET bio = 'behind the back' WHERE id = 9");
        var different = await Assert.ThrowsAnyAsync<MigrationException>(() => project.UpAsync(3));
        Assert.Contains("SELECT * FROM \"users\" AS whole FULL JOIN", different.Message, StringComparison.Ordinal);
        Assert.Equal("behind the back", await project.ScalarAsync<string>("SELECT bio FROM users WHERE id = 9"));
    }

    [Theory, ClassData(typeof(ServerMajors))]
    public async Task The_new_table_belongs_to_and_is_open_to_whom_the_table_is(int major)
    {
        var (owner, reader) = ($"owner_{Guid.NewGuid():N}"[..18], $"reader_{Guid.NewGuid():N}"[..18]);
        using var project = await RecipeProject.CreateAsync(major, Users + $"""
            CREATE ROLE {owner}; CREATE ROLE {reader}; ALTER TABLE users OWNER TO {owner}; GRANT ALL ON SCHEMA public TO {owner}; GRANT SELECT, UPDATE ON users TO {reader}; GRANT INSERT (bio) ON users TO {reader};
            ALTER TABLE users ENABLE ROW LEVEL SECURITY; CREATE POLICY everybody ON users USING (true);
            """, Recipe);
        await project.UpAsync(2);
        Assert.Equal($"{owner},true,true,false,true,true", await project.ScalarAsync<string>($"""
            SELECT concat_ws(',', relowner::regrole::text, has_table_privilege('{reader}', oid, 'SELECT')::text, has_table_privilege('{reader}', oid, 'UPDATE')::text,
              has_table_privilege('{reader}', oid, 'DELETE')::text, has_column_privilege('{reader}', oid, 'bio', 'INSERT')::text, relrowsecurity::text) FROM pg_class WHERE oid = 'user_profiles'::regclass
            """));
        await project.ExecuteAsync($"SET ROLE {reader}; UPDATE users SET bio = 'by the reader' WHERE id = 3");
        Assert.Equal("by the reader", await project.ScalarAsync<string>("SELECT bio FROM user_profiles WHERE user_id = 3"));
    }

    [Fact]
    public void Parts_that_do_not_fit_together_are_refused_at_once()
    {
        SplitTable[] wrong =
        [
            Split("users", "users", "bio"),
            Split("users", "p", "bio", "id"),
            Split("users", "p", "bio", "bio"),
            Split("users", "p", "bio", "user_id"),
            Recipe with { Key = [new("id"), new("tenant")] },
        ];
        Assert.All(wrong, recipe => Assert.Equal(OperationsErrors.TablePairInvalid, Assert.Throws<MigrationException>(() => recipe.Expand()).Definition));
    }

    internal static async Task<string?> ErrorAsync(NpgsqlConnection connection, string sql)
    {
        try
        {
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync();
            return null;
        }
        catch (PostgresException error)
        {
            return error.SqlState;
        }
    }

    internal static async Task RefuseAsync(int major, string setup, Recipe recipe, string state, params string[] texts)
    {
        using var project = await RecipeProject.CreateAsync(major, setup, recipe);
        var before = await project.CatalogAsync();
        var error = await Assert.ThrowsAsync<StepFailedException>(() => project.UpAsync(1));
        var cause = Assert.IsType<PostgresException>(error.InnerException!.InnerException);
        Assert.Equal(state, cause.SqlState);
        Assert.All(texts, text => Assert.Contains(text, $"{cause.MessageText} {cause.Hint}", StringComparison.Ordinal));
        Assert.Equal(before, await project.CatalogAsync());
    }

    private static SplitTable Split(string table, string into, params string[] columns) =>
        new(QualifiedName.Parse(table), columns.Select(ColumnPair.Parse).ToValueList(), QualifiedName.Parse(into)) { Reference = [new("user_id")] };
}
