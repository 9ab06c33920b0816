using SchemaMigrate.Operations;
using SchemaMigrate.Tests.Fixtures;
using SchemaMigrate.Tests.Operations;
using SchemaMigrate.Tests.Partitions;

namespace SchemaMigrate.Tests.Recipes;

/// <summary>Somebody else may create operators and functions in a schema that the run looks into.</summary>
public sealed class HostilePathTests
{
    public static TheoryData<int, string> Cases
    {
        get
        {
            var cases = new TheoryData<int, string>();
            foreach (var major in PostgresFixture.Majors)
            {
                foreach (var recipe in RecipeCases.All.Append(KilledRecipeTests.Enum))
                {
                    cases.Add(major, recipe.Name);
                }
            }

            return cases;
        }
    }

    [Theory, ClassData(typeof(ServerMajors))]
    public async Task It_is_called_by_whoever_leaves_types_to_the_server(int major)
    {
        await using var database = await OperationDatabase.OnAsync(major, await HostileSchema.CreateDatabaseAsync(major), "SET search_path = public, hostile;");

        var error = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => database.ScalarAsync<bool>("SELECT oid = 'pg_class'::regclass FROM pg_class LIMIT 1"));

        Assert.Contains("hostile operator = on oid and regclass", error.MessageText, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Cases))]
    public async Task Nothing_that_somebody_put_into_the_search_path_is_called_by_any_phase_up_or_down(int major, string name)
    {
        var each = RecipeCases.All.Append(KilledRecipeTests.Enum).Single(recipe => recipe.Name == name);
        using var project = await RecipeProject.OnAsync(await HostileSchema.CreateDatabaseAsync(major), each.Setup, each.Recipe);
        project.SearchPath = [new("public"), new("hostile")];
        for (var phase = 1; phase <= project.Phases.Count; phase++)
        {
            await project.UpAsync(phase);
            if (phase <= project.Phases.Count - each.Irreversible)
            {
                await project.DownAsync(phase - 1);
                if (phase == project.Phases.Count && each.Refill.Length > 0)
                {
                    await project.ExecuteAsync(each.Refill);
                }

                await project.UpAsync(phase);
            }
        }
    }

    [Theory, ClassData(typeof(ServerMajors))]
    public async Task Nothing_of_it_is_called_by_operations_on_partitions_and_copies_of_columns(int major)
    {
        var copies = RoundTrips.Of(NameSet.Plain).Where(trip => trip.Operation is CopyColumn or RemoveTable or AddPrimaryKey or SetColumn).Select(trip => (trip.Operation, Setup: NameSet.Plain.Setup + trip.Setup));
        foreach (var (operation, setup) in PartitionCases.All.Values.Where(operation => operation is not AddIndex).Select(operation => (operation, PartitionCases.Setup)).Concat(copies))
        {
            await using var database = await OperationDatabase.OnAsync(major, await HostileSchema.CreateDatabaseAsync(major), setup + "SET search_path = public, hostile;");
            await database.ApplyAsync(operation);
            Assert.NotEmpty(database.Trace);
            await database.ApplyAsync(operation.Inverse.Operations);
        }
    }
}
