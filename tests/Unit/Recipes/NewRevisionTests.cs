using SchemaMigrate.Cmdlets;
using SchemaMigrate.Revisions;

namespace SchemaMigrate.Tests.Recipes;

public sealed class NewRevisionTests
{
    [Fact]
    public void A_recipe_becomes_linked_revisions_of_which_only_the_first_is_on_the_main_line()
    {
        using var session = new GuideSession();
        var first = Assert.IsType<RevisionInfo>(Assert.Single(session.Run("'SELECT 1' | New-MigrationRevision 'first' -DowngradeSql 'SELECT 2'")));
        var phases = session.Run("Rename-MigrationColumn users name full_name -Online | New-MigrationRevision 'users.name becomes full_name' -Label people").Cast<RevisionInfo>().ToArray();
        Assert.Equal([RevisionPhase.Expand, RevisionPhase.Migrate, RevisionPhase.Contract], phases.Select(phase => phase.Phase));
        Assert.Equal([first.Id, phases[0].Id, phases[1].Id], phases.Select(phase => Assert.Single(phase.Parents)));
        Assert.Equal(["backfill(users.full_name)", "unused(users.name)"], phases[2].Gates.Select(gate => gate.ToString()));
        Assert.All(phases, phase => Assert.StartsWith("users.name becomes full_name: ", phase.Message, StringComparison.Ordinal));
        Assert.Equal([1, 0, 0], phases.Select(phase => phase.Labels.Count));
        Assert.Contains("    Update-MigrationData 'users' -Set 'full_name = \"name\"'", File.ReadAllText(phases[1].Path), StringComparison.Ordinal);

        var next = Assert.IsType<RevisionInfo>(Assert.Single(session.Run("Add-MigrationColumn users phone text | New-MigrationRevision 'add phone'")));
        Assert.Equal([phases[0].Id], next.Parents);
    }

    [Fact]
    public void Several_recipes_and_plain_operations_share_their_phases()
    {
        using var session = new GuideSession();
        var phases = session.Run("""
            (Add-MigrationColumn users phone text),
            (Rename-MigrationColumn users name full_name -Online),
            (Remove-MigrationColumn users old_field text -Soft) | New-MigrationRevision 'both'
            """).Cast<RevisionInfo>().ToArray();
        Assert.Equal([RevisionPhase.Expand, RevisionPhase.Migrate, RevisionPhase.Contract, RevisionPhase.Contract], phases.Select(phase => phase.Phase));
        Assert.Equal(["backfill(users.full_name)", "unused(users.name)", "unused(users.old_field)"], phases[2].Gates.Select(gate => gate.ToString()));
        Assert.Contains("Add-MigrationColumn 'users' 'phone' 'text'", File.ReadAllText(phases[0].Path), StringComparison.Ordinal);
        Assert.Contains("Downgrade {", File.ReadAllText(phases[2].Path), StringComparison.Ordinal);
    }

    [Fact]
    public void A_recipe_in_the_block_of_a_revision_is_an_error_that_names_the_line()
    {
        using var session = new GuideSession();
        session.Run("Add-MigrationColumn users phone text | New-MigrationRevision 'x'");
        var file = Directory.GetFiles(session.Folder, "*.ps1", SearchOption.AllDirectories).Single();
        File.WriteAllText(file, File.ReadAllText(file).Replace("Add-MigrationColumn 'users' 'phone' 'text'", "Rename-MigrationColumn users name full_name -Online", StringComparison.Ordinal));
        var error = session.Error("ConvertTo-MigrationSql base:heads");
        Assert.Contains("_x.ps1:6 emits the recipe", error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("New-MigrationRevision", error.Exception.Message + error.ErrorDetails?.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void A_recipe_as_SQL_comes_phase_by_phase_with_its_gates()
    {
        using var session = new GuideSession();
        var sql = Assert.IsType<string>(Assert.Single(session.Run("Rename-MigrationColumn users name full_name -Online | ConvertTo-MigrationSql")));
        Assert.Contains("-- expand: add full_name and keep it equal\nDO $body$", sql, StringComparison.Ordinal);
        Assert.Contains("-- contract: drop name\n-- not before: backfill(users.full_name), unused(users.name)\n", sql, StringComparison.Ordinal);
        Assert.DoesNotContain(session.Run("(Rename-MigrationColumn users name full_name) | ConvertTo-MigrationSql").Cast<string>(), text => text.Contains("expand", StringComparison.Ordinal));
    }
}
