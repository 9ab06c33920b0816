using SchemaMigrate.Planning;

namespace SchemaMigrate.Tests.Execution;

public class UpgradeTests
{
    [Fact]
    public async Task An_upgrade_applies_every_revision_and_a_second_one_changes_nothing()
    {
        using var project = await TestProject.CreateAsync();
        project.Add("CREATE TABLE a (id int PRIMARY KEY);", "DROP TABLE a;");
        project.Add("CREATE INDEX CONCURRENTLY a_id_idx ON a (id);", "DROP INDEX CONCURRENTLY a_id_idx;");
        var third = project.Add("ALTER TABLE a ADD COLUMN b text; INSERT INTO a VALUES (1, 'x');", "ALTER TABLE a DROP COLUMN b; DELETE FROM a;");

        var first = await project.UpgradeAsync();
        var second = await project.UpgradeAsync();

        Assert.True(first.Changed);
        Assert.Equal([third], first.ToHeads);
        Assert.Equal(3, first.Revisions.Count);
        Assert.False(second.Changed);
        Assert.Equal(3L, await project.ScalarAsync<long>("SELECT count(*) FROM schemamigrate.revision WHERE state = 'Applied'"));
        Assert.Equal(3L, await project.ScalarAsync<long>("SELECT count(*) FROM schemamigrate.event WHERE kind = 'Upgrade'"));
        Assert.True(await project.ScalarAsync<bool>("SELECT indisvalid FROM pg_index WHERE indexrelid = 'a_id_idx'::regclass"));
    }

    [Fact]
    public async Task A_downgrade_undoes_and_an_upgrade_applies_again()
    {
        using var project = await TestProject.CreateAsync();
        project.Add("CREATE TABLE a (id int PRIMARY KEY);", "DROP TABLE a;");
        project.Add("CREATE INDEX CONCURRENTLY a_id_idx ON a (id);", "DROP INDEX CONCURRENTLY a_id_idx;");
        await project.UpgradeAsync();

        var down = await project.DowngradeAsync("base");

        Assert.True(down.Changed);
        Assert.Empty(down.ToHeads);
        Assert.Equal(PlanDirection.Downgrade, down.Direction);
        Assert.Null(await project.ScalarAsync<string>("SELECT to_regclass('a')::text"));
        Assert.Equal(0L, await project.ScalarAsync<long>("SELECT count(*) FROM schemamigrate.step"));
        Assert.True((await project.UpgradeAsync()).Changed);
    }
}
