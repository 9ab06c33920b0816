using SchemaMigrate.Errors;
using SchemaMigrate.Operations;
using SchemaMigrate.Planning;
using SchemaMigrate.Revisions;
using SchemaMigrate.Sql;
using SchemaMigrate.Tests.Execution;

namespace SchemaMigrate.Tests.Planning;

/// <summary>From revisions and a state to steps. Nothing here has a server.</summary>
public class PlannerTests
{
    private static readonly DatabaseState Fresh = DatabaseState.Empty("db", 15);

    [Theory]
    [InlineData("CREATE TABLE a (id int); INSERT INTO a VALUES (1); ALTER TABLE a ADD COLUMN b int;", "Transaction 3")]
    [InlineData("CREATE TABLE a (id int); CREATE INDEX CONCURRENTLY i ON a (id); SELECT 1; SELECT 2;", "Transaction 1|NonTransactional 1|Transaction 2")]
    [InlineData("ALTER TYPE t ADD VALUE 'x'; UPDATE a SET t = 'x';", "Transaction 1|Transaction 1")]
    [InlineData("ALTER TABLE a ADD CONSTRAINT c CHECK (id > 0) NOT VALID; ALTER TABLE a VALIDATE CONSTRAINT c;", "Transaction 1|Transaction 1")]
    [InlineData("CREATE TABLE a (id int);\n-- schemamigrate: new transaction\nCREATE TABLE b (id int); CREATE TABLE c (id int);", "Transaction 1|Transaction 2")]
    [InlineData("VACUUM a; VACUUM b;", "NonTransactional 1|NonTransactional 1")]
    [InlineData("-- nothing to do\n", "Transaction 0")]
    public async Task The_statements_decide_what_shares_a_transaction(string sql, string expected)
    {
        using var project = TestProject.On("Host=nowhere");
        project.Add(sql);

        var plan = await UpgradeAsync(project);

        Assert.Equal(expected, string.Join('|', plan.Steps.Select(step => $"{step.Kind} {step.Statements.Count}")));
        Assert.Equal(Enumerable.Range(1, plan.Steps.Count), plan.Steps.Select(step => step.Ordinal));
        Assert.Equal([.. Enumerable.Repeat(false, plan.Steps.Count - 1), true], plan.Steps.Select(step => step.Last));
    }

    [Theory]
    [InlineData("BEGIN; CREATE TABLE a (id int); COMMIT;", "TransactionControl")]
    [InlineData("CREATE TABLE a (id int);\n  SAVEPOINT s;", "TransactionControl")]
    [InlineData("CREATE INDEX CONCURRENTLY ON a (id);", "ConcurrentIndexUnnamed")]
    [InlineData("CREATE INDEX CONCURRENTLY IF NOT EXISTS i ON a (id);", "ConcurrentIndexIfNotExists")]
    public async Task What_the_runner_cannot_keep_its_promises_for_is_refused_with_its_place(string sql, string errorId)
    {
        using var project = TestProject.On("Host=nowhere");
        var id = project.Add(sql);

        var exception = await Assert.ThrowsAsync<MigrationException>(() => UpgradeAsync(project));

        Assert.Equal(errorId, exception.ErrorId);
        Assert.Matches($"{id}\\.sql:[567]:[13]: ", exception.Message);
    }

    [Fact]
    public async Task Several_heads_and_their_merge_are_planned_in_an_order_that_never_changes()
    {
        using var project = TestProject.On("Host=nowhere");
        project.Add("SELECT 1;", id: "aaaa00000001");
        project.Add("SELECT 2;", id: "cccc00000002", parents: "aaaa00000001");
        project.Add("SELECT 3;", id: "bbbb00000003", parents: "aaaa00000001");
        var twoHeads = await UpgradeAsync(project);
        project.Add("SELECT 4;", id: "dddd00000004", parents: "cccc00000002, bbbb00000003");
        var merged = await UpgradeAsync(project);

        Assert.Equal(3, twoHeads.Revisions.Count);
        Assert.Equal("dddd00000004", merged.Revisions[^1].Id);
        Assert.Equal(["cccc00000002", "bbbb00000003"], merged.Revisions[^1].Parents);
        Assert.Equal(twoHeads.Revisions.Select(revision => revision.Id), merged.Revisions.Take(3).Select(revision => revision.Id));
        Assert.Equal(merged.Hash, (await UpgradeAsync(project)).Hash);
        var part = await UpgradeAsync(project, After(merged.Revisions.Where(revision => revision.Id[0] is 'a' or 'c')), "bbbb");
        Assert.Single(part.Revisions);
    }

    [Fact]
    public async Task A_downgrade_that_loses_something_says_so_and_one_that_is_exact_does_not()
    {
        var graph = RevisionGraph.Create(
        [
            Revision.Parse("20260101000001_a.ps1", "# revision: aaaa00000001\n# message: remove\n\nUpgrade { }\n"),
            Revision.Parse("20260101000002_b.ps1", "# revision: bbbb00000002\n# parents: aaaa00000001\n# message: add\n\nUpgrade { }\n"),
        ]);
        var column = new ColumnDefinition(new Identifier("note"), new TypeFragment("text"));
        var planner = new Planner(graph, (revision, _) => Task.FromResult(new EvaluatedRevision(
            revision.Id == "aaaa00000001" ? [new RemoveColumn(QualifiedName.Parse("t"), column.Name) { Definition = column }] : [new AddColumn(QualifiedName.Parse("u"), column)],
            null, null)));
        var applied = After((await planner.UpgradeAsync(Fresh, TargetSelector.Heads)).Revisions);

        var plan = await planner.DowngradeAsync(applied, TargetSelector.Base, false, new Dictionary<string, PlannedRevision>());

        Assert.Contains("The values of t.note are lost", Assert.Single(plan.Notes), StringComparison.Ordinal);
        Assert.Equal([ReversibilityGrade.Exact, ReversibilityGrade.Lossy], plan.Revisions.Select(revision => revision.Grade));
        Assert.True(plan.Destructive);
    }

    [Fact]
    public async Task The_text_for_the_journal_gives_the_same_steps_again()
    {
        using var project = TestProject.On("Host=nowhere");
        project.Add(
            "CREATE TABLE a (id int); -- the end; of it\n-- schemamigrate: new transaction\nCREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT 1; -- one\n $$;\nVACUUM a",
            "DROP FUNCTION f() -- no semicolon\n");

        var planned = Assert.Single((await UpgradeAsync(project)).Revisions);

        Assert.Equal(Steps(project, planned.Id), BuildSteps(planned.UpgradeSql));
        Assert.Equal(["DROP FUNCTION f()"], BuildSteps(planned.DowngradeSql!));

        static IEnumerable<string> BuildSteps(string text) =>
            new StepBuilder(15, CancellationToken.None).Build("r", "r", BodyText.Read(text), []).Select(step => string.Join(';', step.Statements.Select(statement => statement.Sql)));

        IEnumerable<string> Steps(TestProject from, string id) =>
            UpgradeAsync(from).GetAwaiter().GetResult().Steps.Where(step => step.RevisionId == id).Select(step => string.Join(';', step.Statements.Select(statement => statement.Sql)));
    }

    internal static DatabaseState After(IEnumerable<PlannedRevision> revisions) => new("db", 15, true,
        [.. revisions.Select((revision, index) => new AppliedRevision(
            revision.Id, revision.Parents, revision.Message, revision.FileName, revision.RawChecksum, revision.SemanticChecksum, RevisionState.Applied, index))]);

    internal static async Task<Plan> UpgradeAsync(TestProject project, DatabaseState? state = null, string target = "heads") =>
        await (await project.PlannerAsync()).UpgradeAsync(state ?? Fresh, TargetSelector.Parse(target));
}
