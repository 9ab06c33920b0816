using SchemaMigrate.Execution;
using SchemaMigrate.Operations;
using SchemaMigrate.Tests.Enums;
using SchemaMigrate.Tests.Execution;
using SchemaMigrate.Tests.Fixtures;

namespace SchemaMigrate.Tests.Recipes;

/// <summary>The runner dies all over every phase, up and down; in the end there is what an undisturbed run leaves.</summary>
public sealed class KilledRecipeTests
{
    private const string Progress = """
        SELECT CASE WHEN to_regclass('schemamigrate.step') IS NULL THEN 'none' ELSE
          query_to_xml('SELECT revision, ordinal, state FROM schemamigrate.step ORDER BY 1, 2', true, true, '')::text || query_to_xml('SELECT id, state FROM schemamigrate.revision ORDER BY 1', true, true, '')::text END
        """;

    // A row that is made anew gets a new key; everything else is the same.
    private const string Rows = """
        SELECT string_agg(query_to_xml(format('SELECT md5(string_agg(row::text, %L ORDER BY row::text)) FROM (SELECT to_jsonb(t) - %L - %L AS row FROM %s t) r',
          ',', CASE WHEN c.relname LIKE '%profiles' THEN 'id' ELSE '' END, 'kept_at', c.oid::regclass), true, false, '')::text, ',' ORDER BY c.relname)
        FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
        """;

    private static readonly string[] Names = ["type", "type with invalid values", "split", "sparse split", "merge", "merge of the first of several"];

    public static TheoryData<int, string> Cases
    {
        get
        {
            var cases = new TheoryData<int, string>();
            foreach (var major in PostgresFixture.Majors)
            {
                foreach (var name in Names.Append("enum"))
                {
                    cases.Add(major, name);
                }
            }

            return cases;
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public async Task A_run_that_dies_again_and_again_in_every_phase_leaves_the_same_catalog_and_rows(int major, string name)
    {
        var each = name == "enum" ? Enum : RecipeCases.All.Single(recipe => recipe.Name == name);
        using var calm = await RecipeProject.CreateAsync(major, each.Setup, each.Recipe);
        using var killed = await RecipeProject.CreateAsync(major, each.Setup, each.Recipe);
        var deaths = new List<int>();
        for (var phase = 1; phase <= calm.Phases.Count; phase++)
        {
            await calm.UpAsync(phase);
            deaths.Add(await DieAsync(killed, (connection, probe) => killed.UpAsync(phase, connection, probe)));
            await AssertSameAsync(calm, killed);
        }

        for (var phase = calm.Phases.Count - 1; phase >= 0 && each.Irreversible == 0; phase--)
        {
            await calm.DownAsync(phase);
            deaths.Add(await DieAsync(killed, (connection, probe) => killed.DownAsync(phase, connection, probe)));
            await AssertSameAsync(calm, killed);
        }

        Assert.All(deaths, count => Assert.True(count > 1, string.Join(", ", deaths)));
    }

    internal static RecipeCase Enum { get; } = new("enum", new SetEnumOnline(EnumWorld.Plain.Change, EnumWorld.Plain.Columns), EnumWorld.Plain.Setup)
    {
        Rows = EnumWorld.Plain.Values,
        Holds = "SELECT true",
    };

    // While a death changes nothing for good, the next run dies some boundaries later; when one did, the next run dies at one of its first.
    private static async Task<int> DieAsync(RecipeProject project, Func<string, RunProbe, Task> run)
    {
        var (deaths, progress) = (0, "");
        for (var boundary = 1; await SeveredRun.RunAsync(project.ConnectionString, boundary, run) is not null; boundary += 3)
        {
            deaths++;
            var now = await project.ScalarAsync<string>(Progress);
            if (now != progress)
            {
                (progress, boundary) = (now, (deaths % 3) - 2);
            }
        }

        return deaths;
    }

    private static async Task AssertSameAsync(RecipeProject calm, RecipeProject killed)
    {
        var (expected, actual) = (await calm.CatalogAsync(), await killed.CatalogAsync());
        Assert.Equal(string.Join('\n', expected.Except(actual)), string.Join('\n', actual.Except(expected)));
        Assert.Equal(expected, actual);
        Assert.Equal(await calm.ScalarAsync<string>(Rows), await killed.ScalarAsync<string>(Rows));
    }
}
