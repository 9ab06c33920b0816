using Npgsql;
using SchemaMigrate.Tests.Fixtures;
using SchemaMigrate.Tests.Operations;

namespace SchemaMigrate.Tests.Recipes.Load;

/// <summary>Applications go on writing while a recipe is carried out, and a phase of it undone and done again.</summary>
[Collection(Fixtures.AloneCollection.Name)]
public sealed class RecipesUnderLoadTests
{
    private const int Rows = 200_000;
    private static readonly TimeSpan LongestLock = TimeSpan.FromMilliseconds(200);

    public static TheoryData<int, string> Cases
    {
        get
        {
            var cases = new TheoryData<int, string>();
            foreach (var major in PostgresFixture.Majors)
            {
                foreach (var each in LoadCases.All)
                {
                    cases.Add(major, each.Name);
                }
            }

            return cases;
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public async Task Writers_of_both_shapes_meet_no_error_and_lose_no_write_and_nothing_is_locked_for_long(int major, string name)
    {
        var each = LoadCases.All.Single(candidate => candidate.Name == name);
        var needed = each.Recipe is SchemaMigrate.Operations.RemoveColumnPhased ? "" : "ALTER TABLE users ALTER old_field SET DEFAULT '';";
        using var project = await RecipeProject.CreateAsync(major, LoadCases.Users(Rows) + needed + each.Setup, each.Recipe);
        using var lockWatch = new CancellationTokenSource();
        var locks = Task.Run(() => LockSampler.WatchAsync(project.ConnectionString, "users", lockWatch.Token));
        await using var crew = new Crew(each, project.ConnectionString, Rows);

        crew.Deploy(0);
        for (var phase = 1; phase <= project.Phases.Count; phase++)
        {
            await crew.RetireAsync(phase);
            await project.UpAsync(phase);
            crew.Deploy(phase);
            if (project.Phases[phase - 1].Kind == SchemaMigrate.Operations.PhaseKind.Migrate)
            {
                await project.DownAsync(phase - 1);
                await project.UpAsync(phase);
            }

            await Task.Delay(200);
            if (each.Never.TryGetValue(phase, out var never))
            {
                Assert.Equal(0L, await project.ScalarAsync<long>($"SELECT count(*) FROM users WHERE {never}"));
            }
        }

        var written = await crew.StopAsync();
        await lockWatch.CancelAsync();

        Assert.True(written.Count > 100, $"{written.Count} rows written");
        var now = await RowsAsync(project.ConnectionString, each.Read);
        Assert.All(written, write => Assert.Equal(write.Value, now.GetValueOrDefault(write.Key)));
        var longest = await locks;
        Assert.True(longest.Samples > 20, $"{longest.Samples} samples");
        Assert.True(longest.Held < LongestLock, $"ACCESS EXCLUSIVE was seen for {longest.Held.TotalMilliseconds} ms");
    }

    private static async Task<Dictionary<int, string?>> RowsAsync(string connectionString, string column)
    {
        await using var connection = await OperationDatabase.OpenAsync(connectionString);
        await using var command = new NpgsqlCommand($"SELECT id, {column}::text FROM users", connection);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new Dictionary<int, string?>();
        while (await reader.ReadAsync())
        {
            rows.Add(reader.GetInt32(0), await reader.IsDBNullAsync(1) ? null : reader.GetString(1));
        }

        return rows;
    }
}
