using Npgsql;
using SchemaMigrate.Execution;
using SchemaMigrate.Operations;
using SchemaMigrate.Sql;
using SchemaMigrate.Tests.Execution;
using SchemaMigrate.Tests.Fixtures;
using SchemaMigrate.Tests.Operations;

namespace SchemaMigrate.Tests.Recipes;

/// <summary>
/// What goes wrong with the source document's recipes for columns and constraints, beside ours in the same place. Its loops are in the tests of backfills, its enums, splits
/// and merges in those of these recipes.
/// </summary>
public sealed class SourceDocumentTests
{
    private static readonly QualifiedName Users = QualifiedName.Parse("users");

    [Theory, ClassData(typeof(ServerMajors))]
    public async Task A_commit_before_the_concurrent_index_leaves_a_column_that_nobody_recorded_and_an_invalid_index(int major)
    {
        const string Setup = "CREATE TABLE users (id int PRIMARY KEY); INSERT INTO users VALUES (1), (2);";
        await using var theirs = await OperationDatabase.CreateAsync(major, Setup + "CREATE TABLE version (id text)");
        await theirs.ExecuteAsync("BEGIN");
        await theirs.ExecuteAsync("ALTER TABLE users ADD email text DEFAULT 'same'");
        await theirs.ExecuteAsync("COMMIT");
        await Assert.ThrowsAsync<PostgresException>(() => theirs.ExecuteAsync("CREATE UNIQUE INDEX CONCURRENTLY ix_users_email ON users (email)"));
        Assert.Equal(0L, await theirs.ScalarAsync<long>("SELECT count(*) FROM version"));
        Assert.False(await theirs.ScalarAsync<bool>("SELECT indisvalid FROM pg_index WHERE indexrelid = 'ix_users_email'::regclass"));
        Assert.Contains("already exists", (await Assert.ThrowsAsync<PostgresException>(() => theirs.ExecuteAsync("ALTER TABLE users ADD email text DEFAULT 'same'"))).MessageText, StringComparison.Ordinal);

        using var ours = await TestProject.CreateAsync(major);
        ours.Add(Setup);
        ours.Add("ALTER TABLE users ADD email text DEFAULT 'same';\nCREATE UNIQUE INDEX CONCURRENTLY ix_users_email ON users (email);");
        await Assert.ThrowsAsync<StepFailedException>(() => ours.UpgradeAsync());
        Assert.Equal("Applying", await ours.ScalarAsync<string>("SELECT state FROM schemamigrate.revision WHERE id = '0002aaaaaaaa'"));
        Assert.Equal(0L, await ours.ScalarAsync<long>("SELECT count(*) FROM pg_index WHERE NOT indisvalid"));
        await ours.ExecuteAsync("UPDATE users SET email = id::text");
        Assert.True((await ours.UpgradeAsync()).Changed);
        Assert.True(await ours.ScalarAsync<bool>("SELECT indisvalid AND indisunique FROM pg_index WHERE indexrelid = 'ix_users_email'::regclass"));
    }

    [Theory, ClassData(typeof(ServerMajors))]
    public async Task A_constraint_that_is_added_at_once_reads_the_table_while_nobody_may_write(int major)
    {
        const string Setup = "CREATE TABLE teams (id int PRIMARY KEY); INSERT INTO teams VALUES (1); CREATE TABLE users (id int PRIMARY KEY, team_id int, age int); INSERT INTO users SELECT i, 1, 1 FROM generate_series(1, 5000) i;";
        await using var theirs = await OperationDatabase.CreateAsync(major, Setup);
        await theirs.ApplyAsync(
            new InvokeSql("ALTER TABLE users ADD CONSTRAINT ck_age CHECK (age >= 0)"),
            new InvokeSql("ALTER TABLE users ADD CONSTRAINT uq_users_id_age UNIQUE (id, age)"),
            new InvokeSql("ALTER TABLE users ALTER age SET NOT NULL"));
        Assert.Contains(theirs.Trace, trace => trace.RowsScanned >= 5000 && trace.Locks.Contains("users AccessExclusiveLock"));

        await using var ours = await OperationDatabase.CreateAsync(major, Setup);
        await ours.ApplyAsync(
            new AddCheck(Users, new("ck_age"), new("age >= 0")),
            new AddUnique(Users, new("uq_users_id_age"), [new("id"), new("age")]),
            new AddForeignKey(Users, new("fk_users_team"), [new("team_id")], QualifiedName.Parse("teams")) { ReferencedColumns = [new("id")] },
            new SetColumn(Users, new("age")) { NotNull = true });
        Assert.True(ours.Trace.Count > 6);
        Assert.DoesNotContain(ours.Trace, trace => trace.RowsScanned > 0 && trace.Locks.Any(held => held is "users AccessExclusiveLock" or "users ShareRowExclusiveLock" or "users ShareLock"));
    }

    [Theory, ClassData(typeof(ServerMajors))]
    public async Task A_default_that_is_dropped_at_once_fails_writers_that_do_not_know_the_column(int major)
    {
        const string Setup = "CREATE TABLE users (id int PRIMARY KEY); INSERT INTO users VALUES (1);";
        await using var theirs = await OperationDatabase.CreateAsync(major, Setup + "ALTER TABLE users ADD status text NOT NULL DEFAULT 'active'; ALTER TABLE users ALTER status DROP DEFAULT");
        Assert.Equal("23502", (await Assert.ThrowsAsync<PostgresException>(() => theirs.ExecuteAsync("INSERT INTO users VALUES (2)"))).SqlState);

        await using var ours = await OperationDatabase.CreateAsync(major, Setup);
        await ours.ApplyAsync(new AddColumn(Users, new(new("status"), new("text")) { NotNull = true, Value = new LiteralDefault("active") }));
        await ours.ExecuteAsync("INSERT INTO users VALUES (2)");
        Assert.Equal(2L, await ours.ScalarAsync<long>("SELECT count(*) FROM users WHERE status = 'active'"));
    }

    [Theory, ClassData(typeof(ServerMajors))]
    public async Task A_suffix_for_duplicates_grows_too_long_or_collides(int major)
    {
        const string Theirs = """
            WITH duplicates AS (SELECT id, row_number() OVER (PARTITION BY email ORDER BY created_at) AS rn FROM users WHERE email IS NOT NULL)
            UPDATE users SET email = email || '_duplicate_' || id WHERE id IN (SELECT id FROM duplicates WHERE rn > 1)
            """;
        const string Setup = "CREATE TABLE users (id int PRIMARY KEY, email varchar(20), created_at timestamptz NOT NULL DEFAULT now());";
        await using var tooLong = await OperationDatabase.CreateAsync(major, Setup + "INSERT INTO users SELECT i, 'somebody@example.x' FROM generate_series(1, 3) i");
        Assert.Equal("22001", (await Assert.ThrowsAsync<PostgresException>(() => tooLong.ExecuteAsync(Theirs))).SqlState);

        const string Colliding = Setup + "INSERT INTO users VALUES (1, 'a', '2020-01-01'), (2, 'a', '2020-01-02'), (3, 'a_duplicate_2', '2020-01-01'), (4, 'somebody@example.x', '2020-01-01'), (5, 'somebody@example.x', '2020-01-01');";
        await using var collides = await OperationDatabase.CreateAsync(major, Colliding + "DELETE FROM users WHERE id > 3");
        await collides.ExecuteAsync(Theirs);
        Assert.Equal("23505", (await Assert.ThrowsAsync<PostgresException>(() => collides.ExecuteAsync("ALTER TABLE users ADD CONSTRAINT uq_users_email UNIQUE (email)"))).SqlState);

        using var ours = await RecipeProject.CreateAsync(
            major, Colliding, new AddUniqueDeduplicated(new AddUnique(Users, new("uq_users_email"), [new("email")]), DuplicateValues.Suffix, [new("created_at"), new("id")]));
        await ours.UpAsync(ours.Phases.Count);
        Assert.Equal("a,a_duplicate_2,somebody@example.x", await ours.ScalarAsync<string>("SELECT string_agg(email, ',' ORDER BY id) FROM users WHERE id IN (1, 3, 4)"));
        Assert.Equal(5L, await ours.ScalarAsync<long>("SELECT count(DISTINCT email) FROM users"));
    }

    [Theory, ClassData(typeof(ServerMajors))]
    public async Task A_pattern_of_digits_lets_numbers_through_that_are_too_big_and_loses_what_it_does_not_let_through(int major)
    {
        const string Setup = "CREATE TABLE users (id int PRIMARY KEY, age text); INSERT INTO users VALUES (1, '42'), (2, '99999999999'), (3, 'old'), (4, '-1');";
        await using var theirs = await OperationDatabase.CreateAsync(major, Setup + "ALTER TABLE users ADD age_int int");
        Assert.Equal("22003", (await Assert.ThrowsAsync<PostgresException>(() => theirs.ExecuteAsync("UPDATE users SET age_int = CAST(age AS integer) WHERE age ~ '^[0-9]+$'"))).SqlState);

        using var ours = await RecipeProject.CreateAsync(
            major, Setup, new ChangeTypeOnline(Users, new("age"), new(new("integer"))) { From = new(new("text")), OnInvalid = InvalidValues.Quarantine, Key = [new("id")] });
        await ours.UpAsync(ours.Phases.Count);
        Assert.Equal("42,,,-1", await ours.ScalarAsync<string>("SELECT string_agg(coalesce(age::text, ''), ',' ORDER BY id) FROM users"));
        Assert.Equal("99999999999,old", await ours.ScalarAsync<string>("SELECT string_agg(value, ',' ORDER BY source_key) FROM zz_kept_users_age"));
    }

    [Theory, ClassData(typeof(ServerMajors))]
    public async Task A_count_before_the_constraint_says_nothing_about_rows_that_come_after_it(int major)
    {
        const string Setup = "CREATE TABLE teams (id int PRIMARY KEY); INSERT INTO teams VALUES (1); CREATE TABLE users (id int PRIMARY KEY, team_id int); INSERT INTO users VALUES (1, 1);";
        const string Orphan = "INSERT INTO users VALUES (2, 7)";
        await using var theirs = await OperationDatabase.CreateAsync(major, Setup);
        Assert.Equal(0L, await theirs.ScalarAsync<long>("SELECT count(*) FROM users u WHERE NOT EXISTS (SELECT FROM teams t WHERE t.id = u.team_id)"));
        await theirs.ExecuteAsync(Orphan);
        Assert.Equal("23503", (await Assert.ThrowsAsync<PostgresException>(() => theirs.ExecuteAsync("ALTER TABLE users ADD CONSTRAINT fk FOREIGN KEY (team_id) REFERENCES teams"))).SqlState);

        using var ours = await RecipeProject.CreateAsync(
            major, Setup + Orphan, new AddForeignKeyResolved(new AddForeignKey(Users, new("fk"), [new("team_id")], QualifiedName.Parse("teams")) { ReferencedColumns = [new("id")] }, BrokenValues.SetNull));
        await ours.UpAsync(1);
        Assert.Equal("23503", (await Assert.ThrowsAsync<PostgresException>(() => ours.ExecuteAsync("INSERT INTO users VALUES (3, 8)"))).SqlState);
        await ours.UpAsync(ours.Phases.Count);
        Assert.True(await ours.ScalarAsync<bool>("SELECT convalidated FROM pg_constraint WHERE conname = 'fk'"));
    }

    [Theory, ClassData(typeof(ServerMajors))]
    public async Task A_progress_table_that_the_revision_creates_keeps_the_revision_from_being_resumed(int major)
    {
        await using var theirs = await OperationDatabase.CreateAsync(major, "CREATE TABLE migration_progress (migration_name varchar(100) PRIMARY KEY, last_processed_id int, updated_at timestamp)");
        Assert.Equal("42P07", (await Assert.ThrowsAsync<PostgresException>(
            () => theirs.ExecuteAsync("CREATE TABLE migration_progress (migration_name varchar(100) PRIMARY KEY, last_processed_id int, updated_at timestamp)"))).SqlState);
        Assert.Equal("22003", (await Assert.ThrowsAsync<PostgresException>(() => theirs.ExecuteAsync("INSERT INTO migration_progress VALUES ('backfill', 3000000000)"))).SqlState);
    }
}
