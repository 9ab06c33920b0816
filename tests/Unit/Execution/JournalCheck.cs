namespace SchemaMigrate.Tests.Execution;

/// <summary>Whether the journal tells the truth after an upgrade that reached its target, whatever happened on the way.</summary>
internal static class JournalCheck
{
    public static async Task RequireTrueAsync(TestProject project, int revisions)
    {
        Assert.Equal(revisions, await CountAsync("revision WHERE state = 'Applied'"));
        Assert.Equal(0, await CountAsync("revision WHERE state <> 'Applied'"));
        Assert.Equal(0, await CountAsync("step WHERE state <> 'Done' OR finished_at IS NULL OR attempts < 1"));
        Assert.Equal(revisions, await CountAsync("event WHERE kind = 'Upgrade'"));
        Assert.Equal(revisions, await project.ScalarAsync<long>("SELECT count(DISTINCT revision) FROM schemamigrate.event WHERE kind = 'Upgrade'"));
        Assert.Equal("", await project.LinesAsync(
            "SELECT revision FROM schemamigrate.step GROUP BY revision HAVING min(ordinal) <> 1 OR max(ordinal) <> count(*)"));
        Assert.Equal("", await project.LinesAsync("SELECT indexrelid::regclass::text FROM pg_index WHERE NOT (indisvalid AND indisready AND indislive)"));
        Assert.False((await project.UpgradeAsync()).Changed);

        async Task<long> CountAsync(string what) => await project.ScalarAsync<long>("SELECT count(*) FROM schemamigrate." + what);
    }
}
