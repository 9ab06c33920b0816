using System.Text.RegularExpressions;
using SchemaMigrate.Operations;
using SchemaMigrate.Tests.Recipes;

namespace SchemaMigrate.Tests.Enums;

public sealed partial class EnumOnlineTests
{
    public static TheoryData<int, string> Cases => EnumInPlaceTests.Cases;

    [Theory, MemberData(nameof(Cases))]
    public async Task Every_phase_is_applied_undone_and_applied_again_with_the_whole_catalog_and_the_rows_the_same(int major, string names)
    {
        var world = EnumWorld.Of(names);
        using var project = await RecipeProject.CreateAsync(major, world.Setup, new SetEnumOnline(world.Change, world.Columns));
        var states = new List<(IReadOnlyList<string> Catalog, string Values)> { await StateAsync() };
        for (var phase = 1; phase <= 4; phase++)
        {
            await project.UpAsync(phase);
            var after = await StateAsync();
            await project.DownAsync(phase - 1);
            var back = await StateAsync();
            Assert.Equal(Undone(states[^1].Catalog, phase), Undone(back.Catalog, phase));
            Assert.Equal(states[^1].Values, back.Values);
            await project.UpAsync(phase);
            Assert.Equal(after.Catalog, (await StateAsync()).Catalog);
            Assert.Equal(after.Values, (await StateAsync()).Values);
            states.Add(after);
        }

        // In the end it is what the form in place makes of the same database.
        await using (var database = await Operations.OperationDatabase.CreateAsync(major, world.Setup))
        {
            await database.ApplyAsync(new SetEnumInPlace(world.Change, world.Columns));
            Assert.Equal(await SnapshotLines.ReadAsync(database.ConnectionString, places: false), states[^1].Catalog);
            Assert.Equal(await database.ScalarAsync<string>(world.Values), states[^1].Values);
        }

        for (var phase = 3; phase >= 0; phase--)
        {
            await project.DownAsync(phase);
            Assert.Equal(Undone(states[phase].Catalog, 4), Undone((await StateAsync()).Catalog, 4));
        }

        Assert.NotEqual(states[0].Values, (await StateAsync()).Values);

        async Task<(IReadOnlyList<string> Catalog, string Values)> StateAsync() =>
            (await SnapshotLines.ReadAsync(project.ConnectionString, places: false), await project.ScalarAsync<string>(world.Values));
    }

    // The last phase drops what the defaults were, too; going back over it gives those of the new values.
    private static IEnumerable<string> Undone(IEnumerable<string> lines, int phase) =>
        phase < 4 ? lines : lines.Select(line => line.StartsWith("Column ", StringComparison.Ordinal) ? Default().Replace(line, "") : line);

    [GeneratedRegex("default=.*?(?: \\| |$)")]
    private static partial Regex Default();
}
