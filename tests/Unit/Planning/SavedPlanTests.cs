using SchemaMigrate.Errors;
using SchemaMigrate.Planning;
using SchemaMigrate.Revisions;
using SchemaMigrate.Tests.Execution;

namespace SchemaMigrate.Tests.Planning;

/// <summary>A saved plan runs exactly, or is refused with what changed since.</summary>
public class SavedPlanTests
{
    private static readonly DatabaseState Fresh = DatabaseState.Empty("db", 15);

    [Fact]
    public async Task An_unchanged_world_gives_the_plan_back()
    {
        using var project = await ProjectAsync();
        var plan = await PlannerTests.UpgradeAsync(project);

        Assert.Same(plan, SavedPlan.Require(plan, Fresh, await GraphAsync(project)));
        Assert.Same(plan, SavedPlan.Require(plan, Fresh, null));
    }

    [Fact]
    public async Task What_changed_is_named()
    {
        using var project = await ProjectAsync();
        var plan = await PlannerTests.UpgradeAsync(project);
        var first = PlannerTests.After(plan.Revisions.Take(1));

        Assert.Contains("stood at base and stands at 0001aaaaaaaa now", Refused(plan, first, null), StringComparison.Ordinal);
        Assert.Contains("made for PostgreSQL 15, the server is 18", Refused(plan, Fresh with { ServerMajor = 18 }, null), StringComparison.Ordinal);
        var begun = new DatabaseState("db", 15, true, [first.Revisions[0] with { State = RevisionState.Applying }]);
        Assert.Contains("0001aaaaaaaa was begun and not finished", Refused(plan, begun, null), StringComparison.Ordinal);

        project.Replace("0002aaaaaaaa", "SELECT 2", "SELECT 22");
        var changed = Refused(plan, Fresh, await GraphAsync(project));
        Assert.Contains("the file of revision 0002aaaaaaaa", changed, StringComparison.Ordinal);
        File.Delete(project.PathOf("0002aaaaaaaa"));
        Assert.Contains("0002aaaaaaaa", Refused(plan, Fresh, await GraphAsync(project)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_heads_with_another_content_are_another_state()
    {
        using var project = await ProjectAsync();
        var all = await PlannerTests.UpgradeAsync(project);
        var first = PlannerTests.After(all.Revisions.Take(1));
        var plan = await PlannerTests.UpgradeAsync(project, first);
        var other = new DatabaseState("db", 15, true, [first.Revisions[0] with { RawChecksum = "sha256:other" }]);

        Assert.Contains("the journal of the database was changed", Refused(plan, other, null), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_that_was_run_already_has_nothing_left_to_do()
    {
        using var project = await ProjectAsync();
        var plan = await PlannerTests.UpgradeAsync(project);

        Assert.True(SavedPlan.Require(plan, PlannerTests.After(plan.Revisions), null).IsEmpty);
    }

    [Fact]
    public async Task A_downgrade_is_done_only_where_it_leads()
    {
        using var project = TestProject.On("Host=nowhere");
        project.Add("SELECT 1;", "SELECT -1;");
        project.Add("SELECT 2;", "SELECT -2;");
        var all = PlannerTests.After((await PlannerTests.UpgradeAsync(project)).Revisions);
        var plan = await (await project.PlannerAsync()).DowngradeAsync(all, TargetSelector.Parse("-1"), false, new Dictionary<string, PlannedRevision>());

        Assert.True(SavedPlan.Require(plan, new DatabaseState("db", 15, true, [all.Revisions[0]]), null).IsEmpty);
        Assert.Contains("stands at base now", Refused(plan, Fresh, null), StringComparison.Ordinal);
    }

    private static string Refused(Plan plan, DatabaseState state, RevisionGraph? graph)
    {
        var exception = Assert.Throws<MigrationException>(() => SavedPlan.Require(plan, state, graph));
        Assert.Equal("PlanChanged", exception.ErrorId);
        return exception.Message;
    }

    private static Task<TestProject> ProjectAsync()
    {
        var project = TestProject.On("Host=nowhere");
        project.Add("SELECT 1;");
        project.Add("SELECT 2;");
        return Task.FromResult(project);
    }

    private static async Task<RevisionGraph> GraphAsync(TestProject project) => (await RevisionDirectory.LoadAsync(project.Folder)).Graph;
}
