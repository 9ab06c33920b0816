using SchemaMigrate.Errors;
using SchemaMigrate.Execution;
using SchemaMigrate.Operations;
using SchemaMigrate.Sql;
using SchemaMigrate.Tests.Fixtures;
using SchemaMigrate.Tests.Operations;

namespace SchemaMigrate.Tests.Recipes;

public sealed class MergeTests
{
    private const string Tables = """
        CREATE TABLE users (id int PRIMARY KEY, name text);
        CREATE TABLE profiles (id serial PRIMARY KEY, user_id int, bio text, avatar_url varchar(500));
        INSERT INTO users SELECT n, 'n' || n FROM generate_series(1, 100) n;
        INSERT INTO profiles (user_id, bio) SELECT n, 'b' || n FROM generate_series(1, 80) n;
        """;

    private const string Unique = "ALTER TABLE profiles ADD UNIQUE (user_id);";

    private static readonly MergeTable Recipe = new(QualifiedName.Parse("profiles"), [ColumnPair.Parse("bio"), ColumnPair.Parse("avatar_url")], QualifiedName.Parse("users"), [new("user_id")]);

    private static readonly NewTable Again = new(Recipe.Table, [new("id serial PRIMARY KEY"), new("user_id int UNIQUE"), new("bio text"), new("avatar_url varchar(500)")]);

    [Theory, ClassData(typeof(ServerMajors))]
    public async Task The_merge_of_the_source_document_loses_rows_and_invents_others_and_ours_does_neither(int major)
    {
        const string several = Tables + "INSERT INTO profiles (user_id, bio) VALUES (1, 'second'), (NULL, 'nobody''s'), (999, 'lost');";
        await using (var database = await OperationDatabase.CreateAsync(major, several))
        {
            await database.ExecuteAsync("""
                ALTER TABLE users ADD bio text; ALTER TABLE users ADD avatar_url varchar(500);
                UPDATE users u SET bio = p.bio, avatar_url = p.avatar_url FROM profiles p WHERE u.id = p.user_id;
                DROP TABLE profiles;
                """);
            Assert.Equal(0L, await database.ScalarAsync<long>("SELECT count(*) FROM users WHERE bio IN ('nobody''s', 'lost')"));
            Assert.Equal(1L, await database.ScalarAsync<long>("SELECT count(*) FROM users WHERE bio IN ('b1', 'second')"));
            await database.ExecuteAsync("""
                CREATE TABLE profiles (id serial PRIMARY KEY, user_id int REFERENCES users (id), bio text, avatar_url varchar(500));
                INSERT INTO profiles (user_id, bio, avatar_url) SELECT id, bio, avatar_url FROM users;
                """);
            Assert.Equal(100L, await database.ScalarAsync<long>("SELECT count(*) FROM profiles"));
        }

        using (var project = await RecipeProject.CreateAsync(major, several, Recipe with { OnMultiple = MultipleRows.Last, Order = [new("id")], OnOrphan = OrphanRows.Quarantine }))
        {
            await project.UpAsync(4);
            Assert.Equal("second", await project.ScalarAsync<string>("SELECT bio FROM users WHERE id = 1"));
            Assert.Equal("b1,nobody's,lost", await project.ScalarAsync<string>("SELECT string_agg(bio, ',' ORDER BY id) FROM zz_kept_profiles"));
            Assert.Equal(80L, await project.ScalarAsync<long>("SELECT count(*) FROM users WHERE has_profiles"));
        }

        using (var project = await RecipeProject.CreateAsync(major, Tables + Unique + "UPDATE profiles SET bio = NULL WHERE user_id = 7;", Recipe with { Restore = Again }))
        {
            await project.UpAsync(4);
            await project.ExecuteAsync("UPDATE users SET bio = 'new' WHERE id = 99; UPDATE users SET bio = 'changed' WHERE id = 5");
            await project.DownAsync(0);
            Assert.Equal("80 old, 1 new, b80, changed, -", await project.ScalarAsync<string>("""
                SELECT concat(count(*) FILTER (WHERE user_id <= 80), ' old, ', count(*) FILTER (WHERE user_id > 80), ' new, ', max(bio) FILTER (WHERE user_id = 80), ', ',
                  max(bio) FILTER (WHERE user_id = 5), ', ', coalesce(max(bio) FILTER (WHERE user_id = 7), '-')) FROM profiles
                """));
        }
    }

    [Theory, ClassData(typeof(ServerMajors))]
    public async Task What_cannot_be_merged_is_refused_by_name_with_numbers_and_examples_before_anything_changes(int major)
    {
        var several = Recipe with { OnMultiple = MultipleRows.First, Order = [new("id")] };
        Task Refuse(string setup, Recipe recipe, string state, params string[] texts) => SplitTests.RefuseAsync(major, Tables + setup, recipe, state, texts);
        await Refuse("INSERT INTO profiles (user_id) VALUES (3), (3), (9)", Recipe, "21000", "2 rows of users have several rows in profiles, for example (user_id) = ", "3", "9", "-OnMultiple First or Last");
        await Refuse("", Recipe, "21000", "Nothing keeps a row of users from getting several rows in profiles", "Add-MigrationUnique profiles user_id");
        await Refuse(Unique + "INSERT INTO profiles (user_id) VALUES (NULL), (777)", Recipe, "23503", "2 rows of profiles belong to no row of users", "NULL", "777", "-OnOrphan Quarantine");
        await Refuse(Unique + "ALTER TABLE users ADD bio text", Recipe, "42701", "users has a column bio already", "profile_title");
        await Refuse(Unique + "ALTER TABLE users ADD has_profiles int", Recipe, "42701", "has_profiles", "-Flag");
        await Refuse(Unique + "ALTER TABLE profiles ALTER bio SET NOT NULL", Recipe, "0A000", "profiles.bio refuses NULL", "Set-MigrationColumn profiles bio -Nullable");
        await Refuse(Unique + "ALTER TABLE profiles ADD kind text NOT NULL DEFAULT 'x'; ALTER TABLE profiles ALTER kind DROP DEFAULT", Recipe, "0A000", "profiles.kind refuses NULL, has no default");
        await Refuse(Unique, Recipe with { Key = [new("name")] }, "42830", "(name) identifies a row of users");
        await Refuse("", several with { Order = [new("bio")] }, "42830", "(bio) identifies a row of profiles, which the order of -OrderBy must end with");
        await Refuse("", several with { Order = [new("bio"), new("id")] }, "0A000", "profiles.bio allows NULL");
        await Refuse("", several with { Order = [new("nothing"), new("id")] }, "42703", "profiles has no column nothing");
        await Refuse("CREATE VIEW v AS SELECT * FROM profiles", Recipe with { Table = QualifiedName.Parse("v") }, "42809", "v is not an ordinary table");
    }

    [Theory, ClassData(typeof(ServerMajors))]
    public async Task The_table_is_not_hidden_while_something_needs_it(int major)
    {
        using var project = await RecipeProject.CreateAsync(
            major, Tables + Unique + "CREATE VIEW bios AS SELECT bio FROM profiles; CREATE TABLE likes (profile_id int CONSTRAINT likes_profile REFERENCES profiles);", Recipe);
        await project.UpAsync(2);
        var error = await Assert.ThrowsAsync<StepFailedException>(() => project.UpAsync(3));
        Assert.All(["profiles is still needed by", "view bios", "likes_profile"], text => Assert.Contains(text, error.Message, StringComparison.Ordinal));
        await project.ExecuteAsync("DROP VIEW bios; DROP TABLE likes");
        await project.UpAsync(3);
        await project.ExecuteAsync("INSERT INTO users (id, bio) VALUES (201, 'after'); DELETE FROM users WHERE id = 1");
        await project.DownAsync(2);
        Assert.Equal("79 b80 after", await project.ScalarAsync<string>("SELECT concat(count(*) FILTER (WHERE user_id < 101), ' ', max(bio) FILTER (WHERE user_id = 80), ' ', max(bio) FILTER (WHERE user_id = 201)) FROM profiles"));
    }

    [Theory, ClassData(typeof(ServerMajors))]
    public async Task Of_several_rows_the_one_that_counts_follows_what_writers_do(int major)
    {
        await using var database = await OperationDatabase.CreateAsync(major, Tables + "ALTER TABLE users ADD bio text, ADD has boolean; CREATE INDEX ON profiles (user_id);");
        var sync = new SyncTable(Recipe.Into, Recipe.Table, [ColumnPair.Parse("bio")]) { Reference = [new("user_id")], Flag = new("has"), Order = [new("id")], Last = true };
        await database.ApplyAsync(sync);
        async Task Expect(string sql, string expected)
        {
            await database.ExecuteAsync(sql);
            Assert.Equal(expected, await database.ScalarAsync<string>(
                "SELECT concat_ws(' ', coalesce(bio, '-'), coalesce(has::text, '-'), (SELECT string_agg(coalesce(bio, '-'), ',' ORDER BY id) FROM profiles WHERE user_id = 1)) FROM users WHERE id = 1"));
        }

        await Expect("INSERT INTO profiles (user_id, bio) VALUES (1, 'second')", "second true b1,second");
        await Expect("UPDATE profiles SET bio = 'first' WHERE bio = 'b1'", "second true first,second");
        await Expect("UPDATE users SET bio = 'by new code' WHERE id = 1", "by new code true first,by new code");
        await Expect("DELETE FROM profiles WHERE bio = 'by new code'", "first true first");
        await Expect("DELETE FROM profiles WHERE user_id = 1", "- -");
        await Expect("UPDATE users SET bio = 'made' WHERE id = 1", "made true made");
        await Expect("UPDATE users SET bio = NULL WHERE id = 1", "- true -");
        await database.ExecuteAsync("DELETE FROM users WHERE id IN (2, 3)");
        Assert.Equal(0L, await database.ScalarAsync<long>("SELECT count(*) FROM profiles WHERE user_id IN (2, 3)"));
    }

    [Fact]
    public void Parts_that_do_not_fit_together_are_refused_at_once()
    {
        MergeTable[] wrong =
        [
            Recipe with { Into = Recipe.Table },
            Recipe with { Reference = [new("bio")] },
            Recipe with { Reference = [new("user_id"), new("tenant")] },
            Recipe with { Key = [new("avatar_url")] },
        ];
        Assert.All(wrong, recipe => Assert.Equal(OperationsErrors.TablePairInvalid, Assert.Throws<MigrationException>(() => recipe.Expand()).Definition));
        Assert.Equal(OperationsErrors.IncompleteOperation, Assert.Throws<MigrationException>(() => (Recipe with { OnMultiple = MultipleRows.First }).Expand()).Definition);
        Assert.Equal(OperationsErrors.IncompleteOperation, Assert.Throws<MigrationException>(() => (Recipe with { Order = [new("id")] }).Expand()).Definition);
        Assert.Equal(OperationsErrors.ConflictingOptions, Assert.Throws<MigrationException>(() => (Recipe with { Restore = new NewTable(Recipe.Into, [new("id int")]) }).Expand()).Definition);
    }

    [Fact]
    public void What_each_phase_loses_is_announced()
    {
        ReversibilityGrade[] Grades(MergeTable recipe) => [.. recipe.Expand().Select(phase => phase.Upgrade.Max(operation => operation.Inverse.Grade))];
        Assert.Equal(
            [ReversibilityGrade.Exact, ReversibilityGrade.Exact, ReversibilityGrade.Exact, ReversibilityGrade.Irreversible, ReversibilityGrade.Lossy], Grades(Recipe));
        Assert.Equal(ReversibilityGrade.Lossy, Grades(Recipe with { Restore = Again })[3]);
        string Loss(MergeTable recipe) => Assert.Single(recipe.Expand()[3].Upgrade, operation => operation is RemoveTable).Inverse.Reason!;
        Assert.Contains("with new values in every column but user_id, bio, avatar_url; indexes", Loss(Recipe with { Restore = Again }), StringComparison.Ordinal);
        Assert.Contains("those in zz_kept_profiles are not put back", Loss(Recipe with { Restore = Again, OnOrphan = OrphanRows.Quarantine }), StringComparison.Ordinal);
        Assert.All(Recipe.Expand(), phase => Assert.Null(phase.Downgrade));
    }
}
