using SchemaMigrate.Errors;
using SchemaMigrate.Planning;
using SchemaMigrate.Tests.Execution;

namespace SchemaMigrate.Tests.Planning;

/// <summary>A plan that was reviewed is the plan that runs.</summary>
public class PlanFileTests
{
    [Fact]
    public async Task A_plan_comes_back_as_it_was()
    {
        var plan = await PlanAsync();
        var json = PlanFile.Write(plan);

        var read = PlanFile.Read(json);

        Assert.Equal(plan.Hash, read.Hash);
        Assert.Equal(json, PlanFile.Write(read));
        Assert.Equal(plan.Hash, PlanFile.Read(json.ReplaceLineEndings("\r\n")).Hash);
        Assert.Equal(plan.Steps.Select(step => step.Sql), read.Steps.Select(step => step.Sql));
        Assert.Equal(plan.Steps.SelectMany(step => step.Relations), read.Steps.SelectMany(step => step.Relations));
        Assert.Equal(plan.Steps.Select(step => step.LockMode), read.Steps.Select(step => step.LockMode));
        Assert.Equal(plan.Revisions.Select(revision => revision with { Path = null, Parents = [] }), read.Revisions.Select(revision => revision with { Parents = [] }));
        Assert.Equal(plan.Notes, read.Notes);
    }

    [Theory]
    [InlineData("INSERT INTO a VALUES (1)", "INSERT INTO a VALUES (2)")]
    [InlineData("DROP TABLE a", "DROP TABLE important")]
    [InlineData("\"destructive\": true", "\"destructive\": false")]
    [InlineData("\"AccessExclusive\"", "\"AccessShare\"")]
    [InlineData("\"last\": true", "\"last\": false")]
    [InlineData("\"inDoubt\": false", "\"inDoubt\": true")]
    [InlineData("\"serverMajor\": 15", "\"serverMajor\": 16")]
    [InlineData("\"transactionGroup\": 1", "\"transactionGroup\": 7")]
    [InlineData("\"fromHeads\": []", "\"fromHeads\": [\"x\"]")]
    [InlineData("\"rawChecksum\": \"sha256:", "\"rawChecksum\": \"sha256:0")]
    public async Task A_plan_that_was_altered_anywhere_is_refused(string from, string to)
    {
        var json = PlanFile.Write(await PlanAsync());
        var altered = json.Replace(from, to, StringComparison.Ordinal);
        Assert.NotEqual(json, altered);

        Assert.Equal("PlanFileInvalid", Assert.Throws<MigrationException>(() => PlanFile.Read(altered)).ErrorId);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("not json")]
    [InlineData("{\"formatVersion\":2,\"hash\":\"x\",\"plan\":null}")]
    [InlineData("{\"formatVersion\":1,\"hash\":\"x\",\"plan\":{\"steps\":[],\"revisions\":[]}}")]
    [InlineData("{\"formatVersion\":1,\"hash\":\"x\",\"plan\":{\"steps\":[null],\"revisions\":[null]}}")]
    public void What_is_no_plan_is_refused(string json)
    {
        Assert.Equal("PlanFileInvalid", Assert.Throws<MigrationException>(() => PlanFile.Read(json)).ErrorId);
    }

    private static async Task<Plan> PlanAsync()
    {
        using var project = TestProject.On("Host=nowhere");
        project.Add("CREATE TABLE a (id int);\nINSERT INTO a VALUES (1);", "DROP TABLE a;");
        project.Add("ALTER TABLE \"S x\".a DROP COLUMN b; CREATE INDEX CONCURRENTLY i ON a (id);");
        return await PlannerTests.UpgradeAsync(project) with { Notes = ["A remark with 'quotes' and ümlauts."] };
    }
}
