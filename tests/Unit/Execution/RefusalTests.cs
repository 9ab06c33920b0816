using SchemaMigrate.Connections;
using SchemaMigrate.Errors;
using SchemaMigrate.Execution;
using SchemaMigrate.Sandbox;
using SchemaMigrate.Tests.Fixtures;

namespace SchemaMigrate.Tests.Execution;

/// <summary>What cannot work is refused before anything is touched.</summary>
public class RefusalTests
{
    [Fact]
    public async Task A_standby_is_refused_and_its_status_can_be_read()
    {
        var binaries = (await PostgresFixture.ServerAsync()).BinDirectory;
        await using var primary = await SandboxServer.StartAsync(new SandboxOptions { BinDirectory = binaries }, TimeProvider.System, CancellationToken.None);
        await using var standby = await primary.CreateStandbyAsync(CancellationToken.None);
        using var project = TestProject.On(standby.ConnectionString);
        project.Add("CREATE TABLE t (id int);");

        var exception = await Assert.ThrowsAsync<MigrationException>(() => project.UpgradeAsync());

        Assert.Equal("ReadOnlyServer", exception.ErrorId);
        Assert.Contains("standby", exception.Message, StringComparison.Ordinal);
        Assert.Empty((await project.Migrator().ReadStateAsync()).Revisions);
    }

    [Fact]
    public async Task A_session_that_is_read_only_by_default_is_refused()
    {
        using var project = await TestProject.CreateAsync();
        project.Add("CREATE TABLE t (id int);");
        await project.ExecuteAsync("DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET default_transaction_read_only = on', current_database()); END $$");

        var exception = await Assert.ThrowsAsync<MigrationException>(() => project.UpgradeAsync());

        Assert.Equal("ReadOnlyServer", exception.ErrorId);
    }

    [Fact]
    public async Task A_role_that_may_not_create_the_journal_is_told_so_and_nothing_is_done()
    {
        using var project = await TestProject.CreateAsync();
        var role = "visitor_" + Guid.NewGuid().ToString("N");
        await project.ExecuteAsync($"CREATE ROLE {role} LOGIN PASSWORD 'pw'");
        var admin = project.ConnectionString;
        project.Add("CREATE TABLE t (id int);");
        project.ConnectionString = new Npgsql.NpgsqlConnectionStringBuilder(admin) { Username = role, Password = "pw" }.ConnectionString;

        var exception = await Assert.ThrowsAsync<SqlExecutionException>(() => project.UpgradeAsync());

        project.ConnectionString = admin;
        Assert.Equal(("InsufficientPrivilege", "42501"), (exception.ErrorId, exception.SqlState));
        Assert.True(await project.ScalarAsync<bool>("SELECT to_regnamespace('schemamigrate') IS NULL AND to_regclass('t') IS NULL"));
    }

    [Fact]
    public async Task A_role_that_may_not_change_the_table_fails_in_the_step_and_the_table_stays()
    {
        using var project = await TestProject.CreateAsync();
        var role = "visitor_" + Guid.NewGuid().ToString("N");
        await project.ExecuteAsync($"CREATE ROLE {role}");
        project.Add("CREATE TABLE t (id int);");
        await project.UpgradeAsync();
        project.Add("ALTER TABLE t ADD COLUMN v int;");

        var exception = await Assert.ThrowsAsync<StepFailedException>(() => project.UpgradeAsync(options: new RunOptions { Role = role }));

        Assert.Equal("42501", exception.SqlState);
        Assert.Equal("Fail", await project.ScalarAsync<string>("SELECT kind FROM schemamigrate.event ORDER BY id DESC LIMIT 1"));
    }

    [Fact]
    public async Task A_journal_of_a_newer_version_is_left_alone()
    {
        using var project = await TestProject.CreateAsync();
        project.Add("CREATE TABLE t (id int);");
        await project.UpgradeAsync();
        await project.ExecuteAsync("UPDATE schemamigrate.journal SET version = 999");
        project.Add("CREATE TABLE u (id int);");

        var exception = await Assert.ThrowsAsync<MigrationException>(() => project.UpgradeAsync());

        Assert.Equal("JournalTooNew", exception.ErrorId);
        Assert.True(await project.ScalarAsync<bool>("SELECT to_regclass('u') IS NULL"));
    }

    [Theory]
    [InlineData("CREATE TABLE schemamigrate.revision (mine int)")]
    [InlineData("CREATE TABLE schemamigrate.journal (mine int)")]
    public async Task A_schema_that_holds_something_else_is_left_alone(string other)
    {
        using var project = await TestProject.CreateAsync();
        project.Add("CREATE TABLE t (id int);");
        await project.ExecuteAsync("CREATE SCHEMA schemamigrate");
        await project.ExecuteAsync(other);

        var exception = await Assert.ThrowsAsync<MigrationException>(() => project.UpgradeAsync());

        Assert.Equal("JournalInvalid", exception.ErrorId);
        Assert.True(await project.ScalarAsync<bool>("SELECT to_regclass('t') IS NULL"));
    }

    [Fact]
    public async Task A_single_transaction_that_is_impossible_is_refused_before_the_journal_is_made()
    {
        using var project = await TestProject.CreateAsync();
        project.Add("CREATE TABLE t (id int);");
        project.Add("CREATE INDEX CONCURRENTLY t_id ON t (id);");

        var exception = await Assert.ThrowsAsync<MigrationException>(() => project.UpgradeAsync(options: new RunOptions { SingleTransaction = true }));

        Assert.Equal("SingleTransactionImpossible", exception.ErrorId);
        Assert.Contains("CREATE INDEX CONCURRENTLY t_id", exception.Message, StringComparison.Ordinal);
        Assert.True(await project.ScalarAsync<bool>("SELECT to_regnamespace('schemamigrate') IS NULL AND to_regclass('t') IS NULL"));
    }

    [Fact]
    public async Task A_single_transaction_keeps_all_or_nothing()
    {
        using var project = await TestProject.CreateAsync();
        project.Add("CREATE TABLE a (id int);");
        project.Add("CREATE TABLE b (id int);");
        var wrong = project.Add("SELECT 1 / 0;");

        var exception = await Assert.ThrowsAsync<StepFailedException>(() => project.UpgradeAsync(options: new RunOptions { SingleTransaction = true }));
        Assert.Equal((wrong, 6, 1), (exception.RevisionId, exception.Line, exception.Column));
        Assert.Empty(exception.Kept);
        Assert.True(await project.ScalarAsync<bool>("SELECT to_regclass('a') IS NULL AND to_regclass('b') IS NULL"));
        Assert.Equal(0L, await project.ScalarAsync<long>("SELECT count(*) FROM schemamigrate.revision"));

        project.Replace(wrong, "1 / 0", "1");
        Assert.Equal(3, (await project.UpgradeAsync(options: new RunOptions { SingleTransaction = true })).Revisions.Count);
        await JournalCheck.RequireTrueAsync(project, 3);
        Assert.Equal(1L, await project.ScalarAsync<long>("SELECT count(DISTINCT xmin::text) FROM schemamigrate.revision"));
    }
}
