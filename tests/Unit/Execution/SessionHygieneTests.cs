using SchemaMigrate.Execution;
using SchemaMigrate.Sql;
using SchemaMigrate.Tests.Connections;

namespace SchemaMigrate.Tests.Execution;

/// <summary>What one revision sets does not reach the next, nor the journal.</summary>
public class SessionHygieneTests
{
    private const string Record = "INSERT INTO seen SELECT current_user, current_setting('search_path'), current_setting('lock_timeout'), current_setting('work_mem')";

    [Theory]
    [InlineData("SET search_path = other; SET lock_timeout = '77s'; SET work_mem = '7MB'; SET ROLE pg_monitor;")]
    [InlineData("SELECT set_config('search_path', 'other', false), set_config('work_mem', '7MB', false);")]
    [InlineData("INSERT INTO texts SELECT set_config('search_path', 'other', false); INSERT INTO public.texts SELECT set_config('lock_timeout', '77s', false);")]
    [InlineData("DO $$ BEGIN SET search_path = other; SET work_mem = '7MB'; SET ROLE pg_monitor; END $$;")]
    [InlineData("CREATE TEMP TABLE seen (a text, b text, c text, d text);")]
    [InlineData("CREATE TEMPORARY VIEW seen AS SELECT 1 AS one;")]
    [InlineData("SET SESSION AUTHORIZATION pg_monitor;")]
    [InlineData("ALTER TYPE mood ADD VALUE 'calm'; SET search_path = other; VACUUM public.texts; SET work_mem = '7MB';")]
    public async Task A_setting_of_a_revision_ends_with_it(string sql)
    {
        using var project = await TestProject.CreateAsync();
        project.Add("CREATE SCHEMA other; CREATE TABLE texts (t text); CREATE TYPE mood AS ENUM ('fine'); CREATE TABLE seen (who text, path text, lock_timeout text, work_mem text);");
        project.Add(Record + ";");
        project.Add(sql);
        project.Add(Record + ";");
        project.Add("CREATE INDEX CONCURRENTLY seen_who ON seen (who);\n" + Record + ";");

        await project.UpgradeAsync();

        Assert.Equal(3L, await project.ScalarAsync<long>("SELECT count(*) FROM public.seen"));
        Assert.Equal("postgres|\"$user\", public|2s|4MB", await project.LinesAsync("SELECT DISTINCT concat_ws('|', who, path, lock_timeout, work_mem) FROM public.seen"));
        await JournalCheck.RequireTrueAsync(project, 5);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_setting_at_the_top_of_a_revision_holds_for_all_its_steps_also_in_a_later_run(bool interrupted)
    {
        using var project = await TestProject.CreateAsync();
        project.Add("CREATE SCHEMA app; CREATE TABLE app.t (v int); CREATE TABLE t (v int); CREATE TABLE app.seen (path text, lock_timeout text);");
        var id = project.Add(
            "SET search_path = app; SET lock_timeout = '1ms'; SET LOCAL work_mem = '7MB'; SELECT 1;\n" + (interrupted ? "-- schemamigrate: new transaction\nSELECT 1 / 0;\n" : "") +
            "CREATE INDEX CONCURRENTLY t_v ON t (v);\nINSERT INTO seen SELECT current_setting('search_path'), current_setting('work_mem');");
        project.Add("CREATE INDEX CONCURRENTLY t_v ON t (v);");
        await project.UpgradeAsync("0001aaaaaaaa");
        if (interrupted)
        {
            await Assert.ThrowsAsync<StepFailedException>(() => project.UpgradeAsync());
            project.Replace(id, "SELECT 1 / 0;", "SELECT 1;");
        }

        await using var old = await OpenTransaction.BeginAsync(project, "SELECT * FROM app.t");
        var run = project.UpgradeAsync();
        await Waiting.UntilStepBlockedAsync(project);
        await Task.Delay(100);
        await old.CommitAsync();
        await run;

        Assert.Equal("app.t\nt", await project.LinesAsync("SELECT indrelid::regclass::text FROM pg_index JOIN pg_class ON oid = indexrelid WHERE relname = 't_v' ORDER BY 1"));
        Assert.Equal("app 4MB", await project.LinesAsync("SELECT path || ' ' || lock_timeout FROM app.seen"));
        await JournalCheck.RequireTrueAsync(project, 3);
    }

    [Fact]
    public async Task In_a_single_transaction_a_setting_ends_with_its_revision_as_well()
    {
        using var project = await TestProject.CreateAsync();
        project.Add("CREATE SCHEMA other; CREATE TABLE seen (who text, path text, lock_timeout text, work_mem text);");
        project.Add("SET search_path = other; SET lock_timeout = 0; SET work_mem = '7MB'; SELECT 1;");
        project.Add(Record + ";");

        await project.UpgradeAsync(options: new RunOptions { SingleTransaction = true });

        Assert.Equal("postgres|\"$user\", public|2s|4MB", await project.LinesAsync("SELECT concat_ws('|', who, path, lock_timeout, work_mem) FROM seen"));
    }

    [Fact]
    public async Task Statements_run_as_the_wanted_role_and_the_journal_is_written_as_the_login_role()
    {
        using var project = await TestProject.CreateAsync();
        var role = "owner_" + Guid.NewGuid().ToString("N");
        await project.ExecuteAsync($"CREATE ROLE {role}");
        await project.ExecuteAsync($"GRANT CREATE ON SCHEMA public TO {role}");
        await project.ExecuteAsync($"CREATE SCHEMA app AUTHORIZATION {role}");
        project.Add("CREATE TABLE t (id int);");
        project.Add("CREATE INDEX CONCURRENTLY t_id ON t (id);");
        project.Add("SELECT 1; CREATE TABLE u (id int);");
        project.Add("ALTER TABLE t ADD COLUMN v int;");
        var options = new RunOptions { Role = role, SearchPath = [new Identifier("app")] };

        await project.UpgradeAsync(options: options);

        Assert.Equal(
            $"t {role}\nt_id {role}\nu {role}",
            await project.LinesAsync("SELECT relname || ' ' || pg_get_userbyid(relowner) FROM pg_class WHERE relnamespace = 'app'::regnamespace ORDER BY 1"));
        Assert.Equal("postgres", await project.LinesAsync("SELECT DISTINCT applied_by FROM schemamigrate.revision"));
        Assert.Equal("postgres", await project.LinesAsync("SELECT DISTINCT role FROM schemamigrate.event"));
        Assert.Equal(0L, await project.ScalarAsync<long>("SELECT count(*) FROM pg_class WHERE relnamespace = 'schemamigrate'::regnamespace AND relowner <> 'postgres'::regrole"));
    }

    [Fact]
    public async Task A_failed_build_is_cleaned_up_where_it_was_begun()
    {
        using var project = await TestProject.CreateAsync();
        await project.ExecuteAsync("CREATE SCHEMA app");
        await project.ExecuteAsync("CREATE TABLE app.t (v int)");
        await project.ExecuteAsync("INSERT INTO app.t VALUES (1), (1)");
        project.Add("CREATE UNIQUE INDEX CONCURRENTLY t_v ON t (v);");

        await Assert.ThrowsAsync<StepFailedException>(() => project.UpgradeAsync(options: new RunOptions { SearchPath = [new Identifier("app")] }));

        Assert.Equal(0L, await project.ScalarAsync<long>("SELECT count(*) FROM pg_index WHERE NOT indisvalid"));
    }

    [Fact]
    public async Task While_a_step_runs_everybody_sees_which_one_it_is()
    {
        using var project = await TestProject.CreateAsync();
        project.Add("CREATE TABLE t (id int);");
        var id = project.Add("CREATE INDEX CONCURRENTLY t_id ON t (id);\nSELECT pg_sleep(2);");
        await project.UpgradeAsync("0001aaaaaaaa");
        await using var blocker = await OpenTransaction.BeginAsync(project, "SELECT * FROM t");
        var run = project.UpgradeAsync();
        await Waiting.UntilStepBlockedAsync(project);
        Assert.Equal($"SchemaMigrate upgrade {id} step 1", await WorkerAsync(project));
        await blocker.CommitAsync();
        await TestSessions.UntilAsync(async () => await WorkerAsync(project) == $"SchemaMigrate upgrade {id} step 2", "the second step is seen");
        await run;

        static Task<string> WorkerAsync(TestProject project) => project.LinesAsync(
            "SELECT application_name FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'SchemaMigrate% step %' AND state = 'active'");
    }

    [Fact]
    public async Task Limits_of_the_database_do_not_end_a_run()
    {
        using var project = await TestProject.CreateAsync();
        await project.ExecuteAsync(
            "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET statement_timeout = ''300ms''', current_database()); EXECUTE format('ALTER DATABASE %I SET idle_session_timeout = ''300ms''', current_database()); END $$");
        project.Add("CREATE TABLE t (id int); SELECT pg_sleep(1);");
        project.Add("VACUUM t;");
        project.Add("SELECT pg_sleep(1);");

        await project.UpgradeAsync();

        Assert.Equal(3L, await project.ScalarAsync<long>("SELECT count(*) FROM schemamigrate.revision"));
    }
}
