using SchemaMigrate.Errors;
using SchemaMigrate.Execution;

namespace SchemaMigrate.Tests.Execution;

/// <summary>The way back.</summary>
public class DowngradeTests
{
    [Fact]
    public async Task A_downgrade_without_the_file_uses_the_text_of_the_journal()
    {
        using var project = await TestProject.CreateAsync();
        project.Add("CREATE TABLE a (id int);", "DROP TABLE a;");
        var id = project.Add("CREATE TABLE b (id int);", "ALTER TABLE b RENAME TO c; -- why\n-- schemamigrate: new transaction\nDROP INDEX CONCURRENTLY IF EXISTS nothing;\nDROP TABLE c");
        await project.UpgradeAsync();
        File.Delete(project.PathOf(id));

        Assert.Equal("AppliedRevisionMissing", (await Assert.ThrowsAsync<MigrationException>(() => project.UpgradeAsync())).ErrorId);
        var result = await project.DowngradeAsync("-1");

        Assert.Equal(id, Assert.Single(result.Revisions).Id);
        Assert.Equal(["0001aaaaaaaa"], result.ToHeads);
        Assert.Contains(result.Notes, note => note.Contains("the journal's text is used", StringComparison.Ordinal));
        Assert.True(await project.ScalarAsync<bool>("SELECT to_regclass('b') IS NULL AND to_regclass('c') IS NULL AND to_regclass('a') IS NOT NULL"));
    }

    [Fact]
    public async Task What_cannot_be_undone_is_refused_with_its_reason_before_anything_is_undone()
    {
        using var project = await TestProject.CreateAsync();
        var first = project.Add("CREATE TABLE a (id int);\n\n-- downgrade: irreversible because the old data is gone");
        project.Add("CREATE TABLE b (id int);", "DROP TABLE b;");
        await project.UpgradeAsync();

        var exception = await Assert.ThrowsAsync<MigrationException>(() => project.DowngradeAsync("base"));

        Assert.Equal("RevisionIrreversible", exception.ErrorId);
        Assert.Contains("the old data is gone", exception.Message, StringComparison.Ordinal);
        Assert.Contains(first, exception.Message, StringComparison.Ordinal);
        Assert.True(await project.ScalarAsync<bool>("SELECT to_regclass('b') IS NOT NULL"));
    }

    [Fact]
    public async Task A_revision_without_a_downgrade_is_refused()
    {
        using var project = await TestProject.CreateAsync();
        project.Add("CREATE TABLE a (id int);");
        await project.UpgradeAsync();

        Assert.Equal("DowngradeMissing", (await Assert.ThrowsAsync<MigrationException>(() => project.DowngradeAsync("base"))).ErrorId);
    }

    [Fact]
    public async Task A_downgrade_that_failed_half_way_goes_on_as_a_downgrade()
    {
        using var project = await TestProject.CreateAsync();
        project.Add("CREATE TABLE a (id int);", "DROP TABLE a;");
        var id = project.Add("CREATE TABLE b (v int);\nCREATE INDEX CONCURRENTLY b_v ON b (v);", "DROP INDEX CONCURRENTLY b_v;\nDROP TABLE bb;");
        await project.UpgradeAsync();

        var failed = await Assert.ThrowsAsync<StepFailedException>(() => project.DowngradeAsync("-1"));
        Assert.Equal((id, 2), (failed.RevisionId, failed.Location.StepOrdinal));
        Assert.Equal("Reverting", await project.ScalarAsync<string>($"SELECT state FROM schemamigrate.revision WHERE id = '{id}'"));
        var refused = await Assert.ThrowsAsync<MigrationException>(() => project.UpgradeAsync());
        Assert.Equal("RevisionUnfinished", refused.ErrorId);

        project.Replace(id, "DROP TABLE bb;", "DROP TABLE b;");
        Assert.Equal([id], (await project.DowngradeAsync("-1")).Revisions.Select(revision => revision.Id));
        Assert.True(await project.ScalarAsync<bool>("SELECT to_regclass('b') IS NULL"));
        Assert.Equal(1L, await project.ScalarAsync<long>("SELECT count(*) FROM schemamigrate.event WHERE kind = 'Downgrade'"));
        Assert.Equal(1L, await project.ScalarAsync<long>("SELECT count(*) FROM schemamigrate.step"));
        Assert.True((await project.UpgradeAsync()).Changed);
    }

    [Fact]
    public async Task A_downgrade_dies_at_every_boundary_and_still_comes_to_an_end()
    {
        using var project = await TestProject.CreateAsync();
        project.Add("CREATE TABLE a (id int);", "DROP TABLE a;");
        project.Add("CREATE TABLE b (v int);\nCREATE INDEX CONCURRENTLY b_v ON b (v);", "DROP INDEX CONCURRENTLY b_v;\nDROP TABLE b;");
        project.Add("DROP INDEX CONCURRENTLY b_v;", "CREATE INDEX CONCURRENTLY b_v ON b (v);");
        var deaths = 0;
        for (var boundary = 1; ; boundary++)
        {
            await project.UpgradeAsync();
            if (await SeveredRun.DowngradeAsync(project, boundary) is null)
            {
                break;
            }

            deaths++;
            await project.DowngradeAsync("base");
            Assert.Equal("", await project.LinesAsync("SELECT relname::text FROM pg_class WHERE relnamespace = 'public'::regnamespace"));
            Assert.Equal(0L, await project.ScalarAsync<long>("SELECT (SELECT count(*) FROM schemamigrate.revision) + (SELECT count(*) FROM schemamigrate.step)"));
        }

        Assert.True(deaths > 30);
    }
}
