using SchemaMigrate.Errors;
using SchemaMigrate.Execution;
using SchemaMigrate.Planning;

namespace SchemaMigrate.Tests.Execution;

/// <summary>The files of applied revisions change, and saved plans meet databases that moved on.</summary>
public class AppliedRevisionTests
{
    [Fact]
    public async Task A_changed_meaning_is_refused_and_a_changed_formatting_is_noted()
    {
        using var project = await TestProject.CreateAsync();
        var id = project.Add("CREATE TABLE t (id int);", "DROP TABLE t;");
        await project.UpgradeAsync();

        project.Replace(id, "CREATE TABLE t (id int);", "-- why\nCREATE  TABLE t\n  ( id int ) ;");
        var noted = await project.UpgradeAsync();
        project.Replace(id, "id int", "id bigint");
        var refused = await Assert.ThrowsAsync<MigrationException>(() => project.UpgradeAsync());

        Assert.False(noted.Changed);
        Assert.Contains(id, Assert.Single(noted.Notes), StringComparison.Ordinal);
        Assert.Equal("RevisionChanged", refused.ErrorId);
        Assert.Contains(Path.GetFileName(project.PathOf(id)), refused.Message, StringComparison.Ordinal);
        Assert.Equal("RevisionChanged", (await Assert.ThrowsAsync<MigrationException>(() => project.DowngradeAsync("base"))).ErrorId);
    }

    [Fact]
    public async Task A_plan_file_is_run_exactly_and_without_its_project()
    {
        using var project = await TestProject.CreateAsync();
        project.Add("CREATE TABLE t (id int);", "DROP TABLE t;");
        project.Add("CREATE INDEX CONCURRENTLY t_id ON t (id);");
        var plan = PlanFile.Read(PlanFile.Write(await project.PlanAsync()));
        Directory.GetFiles(project.Folder).ToList().ForEach(File.Delete);

        var result = await RunAsync(project, plan);
        var again = await RunAsync(project, plan);

        Assert.Equal(plan.Hash, result.PlanHash);
        Assert.Equal(2, result.Revisions.Count);
        Assert.False(again.Changed);
        Assert.Equal("DROP TABLE t;", await project.ScalarAsync<string>("SELECT downgrade_sql FROM schemamigrate.revision WHERE id = '0001aaaaaaaa'"));
        Assert.True(await project.ScalarAsync<bool>("SELECT indisvalid FROM pg_index WHERE indexrelid = 't_id'::regclass"));
    }

    [Fact]
    public async Task A_plan_file_is_refused_by_a_database_that_moved_on()
    {
        using var project = await TestProject.CreateAsync();
        project.Add("CREATE TABLE t (id int);");
        project.Add("CREATE TABLE u (id int);");
        var plan = await project.PlanAsync();
        await project.UpgradeAsync("+1");

        var exception = await Assert.ThrowsAsync<MigrationException>(() => RunAsync(project, plan));

        Assert.Equal("PlanChanged", exception.ErrorId);
        Assert.True(await project.ScalarAsync<bool>("SELECT to_regclass('u') IS NULL"));
    }

    [Fact]
    public async Task A_verification_that_is_not_true_keeps_the_revision_from_being_applied()
    {
        using var project = await TestProject.CreateAsync();
        var id = project.Add("CREATE TABLE t (id int); INSERT INTO t VALUES (1);\n\n-- verify\nSELECT count(*) = 1 FROM t;\nSELECT max(id) = 2 FROM t;");

        var exception = await Assert.ThrowsAsync<StepFailedException>(() => project.UpgradeAsync());
        Assert.Contains($"{Path.GetFileName(project.PathOf(id))}:9", exception.Message, StringComparison.Ordinal);
        Assert.Equal("Applying", await project.ScalarAsync<string>("SELECT state FROM schemamigrate.revision"));

        await project.ExecuteAsync("UPDATE t SET id = 2");
        Assert.True((await project.UpgradeAsync()).Changed);
        await JournalCheck.RequireTrueAsync(project, 1);
    }

    [Fact]
    public async Task A_merge_of_two_branches_is_one_head()
    {
        using var project = await TestProject.CreateAsync();
        project.Add("CREATE TABLE a (id int);", "DROP TABLE a;", id: "aaaa00000001");
        project.Add("CREATE TABLE b (id int);", "DROP TABLE b;", id: "bbbb00000002", parents: "aaaa00000001");
        project.Add("CREATE TABLE c (id int);", "DROP TABLE c;", id: "cccc00000003", parents: "aaaa00000001");
        var twoHeads = await project.UpgradeAsync();
        project.Add("SELECT 1;", "SELECT 1;", id: "dddd00000004", parents: "bbbb00000002, cccc00000003");

        var merged = await project.UpgradeAsync();
        var back = await project.DowngradeAsync("-1");

        Assert.Equal(["bbbb00000002", "cccc00000003"], twoHeads.ToHeads);
        Assert.Equal(["bbbb00000002", "cccc00000003"], merged.FromHeads);
        Assert.Equal(["dddd00000004"], merged.ToHeads);
        Assert.Equal(["bbbb00000002", "cccc00000003"], back.ToHeads);
    }

    private static Task<RunResult> RunAsync(TestProject project, Plan plan) =>
        project.Migrator().RunAsync((state, _) => Task.FromResult(SavedPlan.Require(plan, state, null)), "upgrade");
}
