using Npgsql;
using SchemaMigrate.Tests.Fixtures;
using SchemaMigrate.Tests.Operations;

namespace SchemaMigrate.Tests.Recipes.Load;

/// <summary>Applications go on writing while a recipe is carried out, and a phase of it undone and done again.</summary>
[Collection(Fixtures.AloneCollection.Name)]
public sealed class RecipesUnderLoadTests
{
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
        using var project = await RecipeProject.CreateAsync(major, each.Setup, each.Recipe);
        await using var locks = LockSampler.Start(project.ConnectionString, each.Watched);
        await using var crew = new Crew(each, project.ConnectionString);

        crew.Deploy(0);
        for (var phase = 1; phase <= project.Phases.Count; phase++)
        {
            await crew.RetireAsync(phase);
            await project.UpAsync(phase);
            crew.Deploy(phase);
            await Task.Delay(200);
            await RequireAsync(phase);
            if (each.Again.Contains(phase))
            {
                await project.DownAsync(phase - 1);
                await RequireAsync(phase - 1);
                await project.UpAsync(phase);
                await Task.Delay(200);
                await RequireAsync(phase);
            }
        }

        var written = await crew.StopAsync();
        await locks.VerifyAsync();

        Assert.True(written.Count > 100, $"{written.Count} rows written");
        var now = await RowsAsync(project.ConnectionString, each.Read);
        Assert.All(written, write => Assert.True(
            write.Value is null ? !now.ContainsKey(write.Key) : now.GetValueOrDefault(write.Key) == write.Value,
            $"row {write.Key} has '{now.GetValueOrDefault(write.Key)}', not '{write.Value}'"));
        Assert.True(await project.ScalarAsync<bool>(each.Holds), each.Holds);

        async Task RequireAsync(int phase)
        {
            if (each.Never.TryGetValue(phase, out var never))
            {
                Assert.Equal(0L, await project.ScalarAsync<long>($"SELECT count(*) {never}"));
            }
        }
    }

    private static async Task<Dictionary<int, string?>> RowsAsync(string connectionString, string query)
    {
        await using var connection = await OperationDatabase.OpenAsync(connectionString);
        await using var command = new NpgsqlCommand(query, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new Dictionary<int, string?>();
        while (await reader.ReadAsync())
        {
            rows.Add(reader.GetInt32(0), await reader.IsDBNullAsync(1) ? null : reader.GetString(1));
        }

        return rows;
    }
}
