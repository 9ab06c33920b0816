using SchemaMigrate.Planning;
using SchemaMigrate.Tests.Execution;

namespace SchemaMigrate.Tests.Planning;

/// <summary>Equal hashes do equal things; anything that is done differently has another hash.</summary>
public class PlanHashTests
{
    private const string Sql = "CREATE TABLE a (id int);\nINSERT INTO a VALUES (1);";

    [Theory]
    [InlineData("CREATE TABLE a (id int);\n\n-- a remark\n   INSERT INTO a VALUES (1);", true)]
    [InlineData("CREATE TABLE a (id int);\nINSERT INTO a VALUES (2);", false)]
    [InlineData("CREATE TABLE a (id int);\n-- schemamigrate: new transaction\nINSERT INTO a VALUES (1);", false)]
    [InlineData("INSERT INTO a VALUES (1);\nCREATE TABLE a (id int);", false)]
    public async Task The_hash_is_about_what_is_run(string other, bool same)
    {
        Assert.Equal(same, await HashAsync(Sql) == await HashAsync(other));
    }

    [Fact]
    public async Task The_hash_is_about_where_it_begins()
    {
        using var project = TestProject.On("Host=nowhere");
        project.Add("SELECT 1;");
        project.Add("SELECT 2;");
        var all = await PlannerTests.UpgradeAsync(project);
        var fresh = DatabaseState.Empty("db", 15);
        var first = PlannerTests.After(all.Revisions.Take(1));
        var begun = first with { Revisions = [first.Revisions[0] with { State = RevisionState.Applying }] };

        string[] hashes =
        [
            all.Hash,
            (await PlannerTests.UpgradeAsync(project, fresh with { ServerMajor = 16 })).Hash,
            (await PlannerTests.UpgradeAsync(project, first)).Hash,
            (await PlannerTests.UpgradeAsync(project, new DatabaseState("db", 15, true, begun.Revisions))).Hash,
            (await PlannerTests.UpgradeAsync(project, target: "+1")).Hash,
        ];

        Assert.Equal(hashes.Length, hashes.Distinct().Count());
        Assert.Equal(all.Hash, (await PlannerTests.UpgradeAsync(project, fresh with { Database = "another name" })).Hash);
        Assert.All(hashes, hash => Assert.Matches("^[0-9a-f]{64}$", hash));
    }

    [Fact]
    public void Fields_that_run_into_each_other_hash_differently()
    {
        Assert.NotEqual(PlanHash.OfStatements(StepKind.Transaction, ["ab", "c"]), PlanHash.OfStatements(StepKind.Transaction, ["a", "bc"]));
        Assert.NotEqual(PlanHash.OfStatements(StepKind.Transaction, ["a"]), PlanHash.OfStatements(StepKind.NonTransactional, ["a"]));
    }

    private static async Task<string> HashAsync(string sql)
    {
        using var project = TestProject.On("Host=nowhere");
        project.Add(sql);
        return (await PlannerTests.UpgradeAsync(project)).Hash;
    }
}
