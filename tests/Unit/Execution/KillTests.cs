using SchemaMigrate.Tests.Fixtures;

namespace SchemaMigrate.Tests.Execution;

/// <summary>A runner may die anywhere. The next one finishes its work, and nobody can tell afterwards.</summary>
public class KillTests
{
    [Theory]
    [InlineData(15)]
    [InlineData(18)]
    public async Task A_runner_that_dies_at_every_boundary_in_turn_leaves_what_an_undisturbed_run_leaves(int major)
    {
        using var project = await TestProject.CreateAsync(major);
        TwentyRevisions.AddTo(project);
        var boundaries = new SortedDictionary<string, int>(StringComparer.Ordinal);

        // While a death changes nothing for good, the next run dies one boundary later; when one did, the next run dies at its first.
        var progress = "";
        for (var boundary = 1; await SeveredRun.UpgradeAsync(project, boundary) is { } name; boundary++)
        {
            boundaries[name] = boundaries.GetValueOrDefault(name) + 1;
            var now = await ProgressAsync(project);
            if (now != progress)
            {
                (progress, boundary) = (now, 0);
            }
        }

        await JournalCheck.RequireTrueAsync(project, TwentyRevisions.Count);
        Assert.Equal(await UndisturbedAsync(major), await CatalogSnapshot.ReadAsync(project));
        Assert.True(boundaries.Values.Sum() > 200, string.Join(", ", boundaries));
        Assert.Equal(["journal", "journal written", "send", "sent", "statement", "statement done"], boundaries.Keys);
    }

    [Fact]
    public async Task A_process_killed_with_SIGKILL_is_succeeded_by_a_run_that_finishes_its_work()
    {
        using var project = await TestProject.CreateAsync();
        TwentyRevisions.AddTo(project);
        var deaths = 0;

        // Each process gets a little farther than the one before it; 37 shares no factor with the number of boundaries of a usual step.
        while (await ChildRun.IsKilledAsync("upgrade", project.Folder, project.ConnectionString, "37"))
        {
            deaths++;
            Assert.True(deaths < 40, "The runs make no progress.");
        }

        Assert.InRange(deaths, 5, 39);
        await JournalCheck.RequireTrueAsync(project, TwentyRevisions.Count);
        Assert.Equal(await UndisturbedAsync(15), await CatalogSnapshot.ReadAsync(project));
    }

    private static Task<string> ProgressAsync(TestProject project) => project.LinesAsync(
        """
        SELECT CASE WHEN to_regclass('schemamigrate.step') IS NULL THEN 'none'
                    ELSE query_to_xml('SELECT revision, ordinal FROM schemamigrate.step WHERE state = ''Done'' ORDER BY 1, 2', true, true, '')::text END
        """);

    private static async Task<string> UndisturbedAsync(int major)
    {
        using var project = await TestProject.CreateAsync(major);
        TwentyRevisions.AddTo(project);
        await project.UpgradeAsync();
        await JournalCheck.RequireTrueAsync(project, TwentyRevisions.Count);
        return await CatalogSnapshot.ReadAsync(project);
    }
}
