using SchemaMigrate.Execution;

namespace SchemaMigrate.Tests.Execution;

/// <summary>A statement fails. The error says where and what was kept; with the file mended the next run goes on.</summary>
public class FailingStatementTests
{
    [Fact]
    public async Task A_failure_in_revision_7_of_10_tells_everything_and_the_next_run_goes_on()
    {
        using var project = await TestProject.CreateAsync();
        for (var number = 1; number <= 10; number++)
        {
            project.Add(number == 7 ? "CREATE TABLE seven_a (id int);\n\n  CREATE TABLE seven (\n    id int,\n    é text, other no_such_type);" : $"CREATE TABLE r{number} (id int);");
        }

        var exception = await Assert.ThrowsAsync<StepFailedException>(() => project.UpgradeAsync());

        Assert.Equal(("StepFailed", "42704", "0007aaaaaaaa"), (exception.ErrorId, exception.SqlState, exception.RevisionId));
        Assert.Equal(project.PathOf("0007aaaaaaaa"), exception.Path);
        var file = await File.ReadAllLinesAsync(exception.Path!);
        Assert.StartsWith("no_such_type", file[exception.Line - 1][(exception.Column - 1)..], StringComparison.Ordinal);
        Assert.StartsWith("CREATE TABLE seven (", exception.Statement, StringComparison.Ordinal);
        Assert.Equal(6, exception.Kept.Count);
        Assert.Contains($"{Path.GetFileName(exception.Path)}:{exception.Line}:{exception.Column}", exception.Message, StringComparison.Ordinal);
        Assert.Contains("0006aaaaaaaa", exception.Message, StringComparison.Ordinal);
        Assert.NotEmpty(exception.RecommendedAction);
        Assert.Equal(6L, await project.ScalarAsync<long>("SELECT count(*) FROM schemamigrate.revision"));
        Assert.True(await project.ScalarAsync<bool>("SELECT to_regclass('seven_a') IS NULL"));
        Assert.Equal(
            "StepFailed|42704|0007aaaaaaaa",
            await project.ScalarAsync<string>("SELECT concat_ws('|', detail->>'ErrorId', detail->>'SqlState', revision) FROM schemamigrate.event WHERE kind = 'Fail'"));

        project.Replace("0007aaaaaaaa", "no_such_type", "text");
        Assert.Equal(4, (await project.UpgradeAsync()).Revisions.Count);
        await JournalCheck.RequireTrueAsync(project, 10);
    }

    [Theory]
    [InlineData("SELECT 1 / 0;", "SELECT 1;")]
    [InlineData("CREATE TABLE wrong (id nonsense);", "")]
    [InlineData("DROP INDEX CONCURRENTLY nothing_there;", "CREATE INDEX CONCURRENTLY t_w ON t (w);")]
    public async Task A_failure_behind_a_finished_step_goes_on_with_the_mended_step(string wrong, string mended)
    {
        using var project = await TestProject.CreateAsync();
        project.Add("CREATE TABLE t (v int, w int);");
        var id = project.Add("CREATE INDEX CONCURRENTLY t_v ON t (v);\n" + wrong);

        var exception = await Assert.ThrowsAsync<StepFailedException>(() => project.UpgradeAsync());
        Assert.Equal((id, 2), (exception.RevisionId, exception.Location.StepOrdinal));
        Assert.Equal("Applying", await project.ScalarAsync<string>($"SELECT state FROM schemamigrate.revision WHERE id = '{id}'"));
        Assert.Equal(0L, await project.ScalarAsync<long>("SELECT count(*) FROM schemamigrate.step WHERE state = 'Running'"));
        var index = await project.ScalarAsync<uint>("SELECT 't_v'::regclass::oid");

        project.Replace(id, wrong, mended);
        Assert.True((await project.UpgradeAsync()).Changed);

        Assert.Equal(index, await project.ScalarAsync<uint>("SELECT 't_v'::regclass::oid"));
        await JournalCheck.RequireTrueAsync(project, 2);
        Assert.Contains(mended.TrimEnd(';'), await project.ScalarAsync<string>($"SELECT upgrade_sql FROM schemamigrate.revision WHERE id = '{id}'"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_finished_step_that_was_changed_in_the_file_is_refused()
    {
        using var project = await TestProject.CreateAsync();
        project.Add("CREATE TABLE t (v int);");
        var id = project.Add("CREATE INDEX CONCURRENTLY t_v ON t (v);\nSELECT 1 / 0;");
        await Assert.ThrowsAsync<StepFailedException>(() => project.UpgradeAsync());

        project.Replace(id, "t_v ON", "t_other ON");
        var exception = await Assert.ThrowsAnyAsync<SchemaMigrate.Errors.MigrationException>(() => project.UpgradeAsync());

        Assert.Equal("RevisionChangedMidway", exception.ErrorId);
    }

    [Theory]
    [InlineData(15)]
    [InlineData(18)]
    public async Task A_unique_index_that_cannot_be_built_leaves_no_invalid_index(int major)
    {
        using var project = await TestProject.CreateAsync(major);
        project.Add("CREATE TABLE t (v int); INSERT INTO t VALUES (1), (1);");
        var id = project.Add("CREATE UNIQUE INDEX CONCURRENTLY t_v ON t (v);");

        var exception = await Assert.ThrowsAsync<StepFailedException>(() => project.UpgradeAsync());

        Assert.Equal("23505", exception.SqlState);
        Assert.Contains("(v)=(1)", exception.Detail, StringComparison.Ordinal);
        Assert.Equal("t_v", exception.Constraint);
        Assert.True(await project.ScalarAsync<bool>("SELECT to_regclass('t_v') IS NULL"));
        Assert.Equal(0L, await project.ScalarAsync<long>($"SELECT count(*) FROM schemamigrate.revision WHERE id = '{id}'"));
        await project.ExecuteAsync("DELETE FROM t WHERE ctid = '(0,1)'");
        await project.UpgradeAsync();
        await JournalCheck.RequireTrueAsync(project, 2);
    }

    [Fact]
    public async Task A_password_in_the_failing_statement_is_nowhere_in_the_error_or_the_event()
    {
        using var project = await TestProject.CreateAsync();
        project.Add("ALTER ROLE no_such_role PASSWORD 'tiger-7381';");

        var exception = await Assert.ThrowsAsync<StepFailedException>(() => project.UpgradeAsync());

        Assert.DoesNotContain("tiger-7381", exception.Statement + exception.Message + exception, StringComparison.Ordinal);
        Assert.DoesNotContain("tiger-7381", await project.ScalarAsync<string>("SELECT row_to_json(e)::text FROM schemamigrate.event AS e"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_syntax_error_is_told_before_anything_is_touched()
    {
        using var project = await TestProject.CreateAsync();
        project.Add("CREATE TABLE fine (id int);");
        project.Add("CREATE TABEL oops (id int);");

        var exception = await Assert.ThrowsAsync<SchemaMigrate.Planning.RevisionSyntaxException>(() => project.UpgradeAsync());

        Assert.Equal((6, 8), (exception.Line, exception.Column));
        Assert.True(await project.ScalarAsync<bool>("SELECT to_regnamespace('schemamigrate') IS NULL AND to_regclass('fine') IS NULL"));
    }
}
