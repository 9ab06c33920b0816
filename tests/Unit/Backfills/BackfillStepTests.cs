using SchemaMigrate.Backfills;
using SchemaMigrate.Execution;
using SchemaMigrate.Operations;
using SchemaMigrate.Planning;
using SchemaMigrate.Sql;
using SchemaMigrate.Tests.Execution;

namespace SchemaMigrate.Tests.Backfills;

/// <summary>Data steps of revisions: planned apart, run as backfills, gone on with after a crash.</summary>
public sealed class BackfillStepTests
{
    private static readonly UpdateData Fill =
        new(QualifiedName.Parse("users"), [new DataAssignment(new Identifier("full_name"), new("first_name || '!'"))])
        {
            Where = new("full_name IS NULL"),
            Pace = new BackfillPace { BatchSize = 50 },
        };

    private static readonly UpdateData Double =
        new(QualifiedName.Parse("users"), [new DataAssignment(new Identifier("x"), new("x * 2"))]) { Pace = new BackfillPace { BatchSize = 50 } };

    [Fact]
    public async Task A_data_step_is_a_step_of_its_own_and_is_run_as_a_backfill()
    {
        using var project = await ProjectAsync();
        var id = project.Add(
            "ALTER TABLE users ADD full_name text;\n" + Sql(Fill) + "\n;\n-- schemamigrate: new transaction\nALTER TABLE users ADD CHECK (full_name IS NOT NULL) NOT VALID;",
            "ALTER TABLE users DROP full_name");

        var plan = await (await project.PlannerAsync()).UpgradeAsync(
            await project.Migrator().ReadStateAsync(), SchemaMigrate.Revisions.TargetSelector.Parse("heads"), CancellationToken.None);
        Assert.Equal([StepKind.Transaction, StepKind.Transaction, StepKind.Backfill, StepKind.Transaction], plan.Steps.Select(step => step.Kind));
        await project.UpgradeAsync();

        Assert.Equal(500, await project.ScalarAsync<long>("SELECT count(*) FROM users WHERE full_name = first_name || '!'"));
        var receipt = Assert.Single(await Service(project).GetReceiptsAsync("users.full_name"));
        Assert.Equal((500L, id), (receipt.Rows, receipt.Revision));
        Assert.True(receipt.Batches >= 10);
        Assert.Null(BackfillGate.WhyClosed("users.full_name", [receipt]));
        Assert.NotNull(BackfillGate.WhyClosed("another", [receipt]));
    }

    [Fact]
    public async Task What_a_revision_sets_before_a_data_step_holds_for_every_worker_but_not_the_limits()
    {
        using var project = await ProjectAsync();
        await project.UpgradeAsync();
        await project.ExecuteAsync("CREATE SCHEMA other");
        await project.ExecuteAsync("CREATE TABLE other.users (LIKE public.users INCLUDING ALL)");
        await project.ExecuteAsync("INSERT INTO other.users SELECT * FROM public.users");
        await project.ExecuteAsync("CREATE FUNCTION other.factor() RETURNS int LANGUAGE sql AS $$ SELECT current_setting('my.factor')::int $$");
        var fill = new UpdateData(QualifiedName.Parse("users"), [new DataAssignment(new Identifier("x"), new("x * factor()"))]) { Pace = new BackfillPace { BatchSize = 50, Workers = 2 } };
        project.Add($"SET search_path = other;\nSET my.factor = 7;\nSET statement_timeout = 1;\n{Sql(fill)}\n;");

        await project.UpgradeAsync();

        Assert.Equal(500, await project.ScalarAsync<long>("SELECT count(*) FROM other.users WHERE x = 7"));
        Assert.Equal(500, await project.ScalarAsync<long>("SELECT count(*) FROM public.users WHERE x = 1"));
    }

    [Theory]
    [InlineData("backfill")]
    [InlineData("backfill done")]
    [InlineData("journal written")]
    public async Task A_run_that_dies_around_the_backfill_is_gone_on_with_and_doubles_each_row_once(string boundary)
    {
        using var project = await ProjectAsync();
        project.Add(Sql(Double) + "\n;");
        var armed = true;
        var probe = new RunProbe
        {
            Boundary = at =>
            {
                if (armed && at == boundary)
                {
                    armed = false;
                    throw new InvalidOperationException("The process dies here.");
                }
            },
        };

        await Assert.ThrowsAsync<InvalidOperationException>(() => project.UpgradeAsync(probe: probe));
        await project.UpgradeAsync();

        Assert.Equal(500, await project.ScalarAsync<long>("SELECT count(*) FROM users WHERE x = 2"));
    }

    [Fact]
    public async Task A_run_cancelled_in_the_middle_of_the_backfill_is_gone_on_with()
    {
        using var project = await ProjectAsync();
        await project.UpgradeAsync();
        project.Add(Sql(Double) + "\n;");
        await project.ExecuteAsync("CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(0.004); RETURN NEW; END $$");
        await project.ExecuteAsync("CREATE TRIGGER slow BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION slow()");

        using (var stop = new CancellationTokenSource(TimeSpan.FromSeconds(1.5)))
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => project.UpgradeAsync(cancellationToken: stop.Token));
        }

        var done = await project.ScalarAsync<long>("SELECT count(*) FROM users WHERE x = 2");
        await project.UpgradeAsync();

        Assert.InRange(done, 50, 450);
        Assert.Equal(500, await project.ScalarAsync<long>("SELECT count(*) FROM users WHERE x = 2"));
    }

    [Fact]
    public async Task A_revision_that_is_applied_again_runs_its_backfill_again()
    {
        using var project = await ProjectAsync();
        project.Add("CREATE TABLE t (a int);", "DROP TABLE t;");
        project.Add(Sql(Double) + "\n;", Sql(Double with { Name = "undo" }).Replace("x * 2", "x / 2", StringComparison.Ordinal) + "\n;");

        await project.UpgradeAsync();
        await project.DowngradeAsync("-1");
        Assert.Equal(500, await project.ScalarAsync<long>("SELECT count(*) FROM users WHERE x = 1"));
        await project.UpgradeAsync();

        Assert.Equal(500, await project.ScalarAsync<long>("SELECT count(*) FROM users WHERE x = 2"));
    }

    private static string Sql(UpdateData operation) => ((BackfillOperationStep)Assert.Single(operation.Lower(new LoweringContext(15)))).ToSqlStatement();

    private static BackfillService Service(TestProject project) => new(project.Target, "schemamigrate", TimeProvider.System);

    private static async Task<TestProject> ProjectAsync()
    {
        var project = await TestProject.CreateAsync();
        project.Add("CREATE TABLE users (id int PRIMARY KEY, first_name text, x int); INSERT INTO users SELECT i, 'n' || i, 1 FROM generate_series(1, 500) i;", "DROP TABLE users;");
        return project;
    }
}
