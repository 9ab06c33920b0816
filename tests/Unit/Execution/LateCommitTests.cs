using SchemaMigrate.Connections;
using SchemaMigrate.Planning;
using SchemaMigrate.Revisions;

namespace SchemaMigrate.Tests.Execution;

/// <summary>The backend of a killed runner commits what it had been sent, after the next runner has read the journal.</summary>
public class LateCommitTests
{
    [Fact]
    public async Task A_commit_that_comes_after_the_journal_was_read_is_not_run_again()
    {
        using var project = await TestProject.CreateAsync();
        project.Add("CREATE TABLE a (id int);");
        await project.UpgradeAsync();
        var second = project.Add("CREATE TABLE b (id int);");
        project.Add("CREATE TABLE c (id int);");
        var planner = await project.PlannerAsync();
        await using var late = await project.OpenAsync("late backend");
        await late.ExecuteAsync("BEGIN", CancellationToken.None);
        await late.ExecuteAsync("SELECT schemamigrate.require_lease('run', (SELECT token FROM schemamigrate.lease))", CancellationToken.None);
        await late.ExecuteAsync("CREATE TABLE b (id int)", CancellationToken.None);
        Task? commit = null;
        var plans = 0;

        var result = await project.Migrator().RunAsync(
            async (state, token) =>
            {
                plans++;
                commit ??= CommitSoonAsync(late, await planner.DescribeAsync(await RevisionAsync(project, second), state, token));
                return await planner.UpgradeAsync(state, TargetSelector.Heads, token);
            },
            "upgrade");
        await commit!;

        Assert.Equal(2, plans);
        Assert.Single(result.Revisions);
        await JournalCheck.RequireTrueAsync(project, 3);
    }

    private static async Task<Revision> RevisionAsync(TestProject project, string id) =>
        (await RevisionDirectory.LoadAsync(project.Folder)).Graph.Revisions.Single(revision => revision.Id == id);

    // The row that the killed runner would have written with its revision.
    private static async Task CommitSoonAsync(DatabaseSession late, PlannedRevision revision)
    {
        await Task.Delay(500);
        await late.ExecuteAsync(
            """
            INSERT INTO schemamigrate.revision (id, parents, message, phase, file_name, raw_checksum, semantic_checksum, upgrade_sql, grade, state, os_user, host, tool_version)
            VALUES ($1, string_to_array($2, ' '), 'm', 'Unspecified', $3, $4, $5, '', 'Exact', 'Applied', 'u', 'h', '1')
            """,
            CancellationToken.None, revision.Id, string.Join(' ', revision.Parents), revision.FileName, revision.RawChecksum, revision.SemanticChecksum);
        await late.ExecuteAsync(
            "INSERT INTO schemamigrate.step (revision, direction, ordinal, hash, state, attempts, started_at, finished_at, run) VALUES ($1, 'Upgrade', 1, '', 'Done', 1, now(), now(), gen_random_uuid())",
            CancellationToken.None, revision.Id);
        await late.ExecuteAsync(
            "INSERT INTO schemamigrate.event (run, kind, revision, os_user, host, tool_version) VALUES (gen_random_uuid(), 'Upgrade', $1, 'u', 'h', '1')",
            CancellationToken.None, revision.Id);
        await late.ExecuteAsync("COMMIT", CancellationToken.None);
    }
}
