using System.Text.RegularExpressions;
using SchemaMigrate.Tests.Fixtures;

namespace SchemaMigrate.Tests.Recipes;

public sealed partial class PhaseTests
{
    public static TheoryData<int, string> Cases
    {
        get
        {
            var cases = new TheoryData<int, string>();
            foreach (var major in PostgresFixture.Majors)
            {
                foreach (var recipe in RecipeCases.All)
                {
                    cases.Add(major, recipe.Name);
                }
            }

            return cases;
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public async Task Every_phase_is_applied_undone_and_applied_again_and_all_of_them_can_be_undone(int major, string name)
    {
        var (recipe, before) = (RecipeCases.All.Single(recipe => recipe.Name == name), new List<IReadOnlyList<string>>());
        using var project = await RecipeProject.CreateAsync(major, recipe.Setup, recipe.Recipe);
        var (rows, other) = (await project.ScalarAsync<string>(recipe.Rows), Of(recipe.Untouched, await project.CatalogAsync()));
        Assert.Equal(recipe.Untouched is null, other.Count == 0);
        var otherRows = await RowsAsync();
        before.Add(Shape(await project.CatalogAsync()));
        var reversible = project.Phases.Count - recipe.Irreversible;
        for (var phase = 1; phase <= reversible; phase++)
        {
            await project.UpAsync(phase);
            var after = Shape(await project.CatalogAsync());
            await project.DownAsync(phase - 1);
            AssertSame(before[^1], Shape(await project.CatalogAsync()));
            await project.UpAsync(phase);
            AssertSame(after, Shape(await project.CatalogAsync()));
            before.Add(after);
        }

        Assert.True(recipe.Irreversible > 0 || await project.ScalarAsync<bool>(recipe.Holds), recipe.Holds);
        for (var phase = reversible - 1; phase >= 0; phase--)
        {
            await project.DownAsync(phase);
            AssertSame(before[phase], Shape(await project.CatalogAsync()));
            if (phase == reversible - 1 && recipe.Refill.Length > 0)
            {
                await project.ExecuteAsync(recipe.Refill);
            }
        }

        Assert.Equal(rows, await project.ScalarAsync<string>(recipe.Rows));
        await project.UpAsync(project.Phases.Count);
        Assert.True(recipe.Lossy || await project.ScalarAsync<bool>(recipe.Holds), recipe.Holds);
        Assert.Equal(other, Of(recipe.Untouched, await project.CatalogAsync()));
        Assert.Equal(otherRows, await RowsAsync());

        Task<string> RowsAsync() => project.ScalarAsync<string>($"""
            SELECT coalesce(string_agg(md5(query_to_xml(format('SELECT t FROM %s t ORDER BY t::text', c.oid::regclass), true, false, '')::text), ',' ORDER BY c.oid), '')
            FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = '{recipe.Untouched ?? "pg_toast"}'::regnamespace
            """);
    }

    private static IReadOnlyList<string> Of(string? schema, IReadOnlyList<string> lines) => schema is null ? [] : [.. lines.Where(line => line.Contains($"\"{schema}\".", StringComparison.Ordinal))];

    // What differs is what the message shows.
    private static void AssertSame(IReadOnlyList<string> expected, IReadOnlyList<string> actual)
    {
        Assert.Equal(string.Join('\n', expected.Except(actual)), string.Join('\n', actual.Except(expected)));
        Assert.Equal(expected, actual);
    }

    // A column that comes back comes last; a dropped one comes back without the day of its comment; the author's index on a dropped column stays away; a constraint that
    // was confirmed stays so. Everything else must be as it was.
    private static IReadOnlyList<string> Shape(IReadOnlyList<string> lines) =>
        [.. lines.Where(line => !line.Contains("INDEX ix_email", StringComparison.Ordinal)).Select(line => Undated().Replace(Position().Replace(line, "$1"), "")).Order(StringComparer.Ordinal)];

    [GeneratedRegex("comment=SchemaMigrate: was .*|comment=$|( NOT VALID)? valid=[tf](?= deferrable)")]
    private static partial Regex Undated();

    [GeneratedRegex("^(column \"(?:[^\"]|\"\")*\"\\.\"(?:[^\"]|\"\")*\" )\\d+ ")]
    private static partial Regex Position();
}
