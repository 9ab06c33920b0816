using System.Diagnostics;
using SchemaMigrate.Execution;
using SchemaMigrate.Execution.Offline;
using SchemaMigrate.Revisions;
using SchemaMigrate.Sql;
using SchemaMigrate.Tests.Fixtures;

namespace SchemaMigrate.Tests.Execution;

/// <summary>A script that an administrator runs with psql leaves what the module would have left.</summary>
public class OfflineScriptTests
{
    [Fact]
    public async Task A_script_run_with_psql_leaves_the_same_catalog_and_a_journal_that_the_module_goes_on_from()
    {
        using var online = await TestProject.CreateAsync();
        TwentyRevisions.AddTo(online);
        await online.UpgradeAsync();
        using var offline = await TestProject.CreateAsync();
        TwentyRevisions.AddTo(offline);

        Assert.Equal((0, ""), await PsqlAsync(offline, await ScriptAsync(offline, "base:0007")));
        Assert.Equal((0, ""), await PsqlAsync(offline, await ScriptAsync(offline, "0007aaaaaaaa:heads")));

        Assert.Equal(await CatalogSnapshot.ReadAsync(online), await CatalogSnapshot.ReadAsync(offline));
        await JournalCheck.RequireTrueAsync(offline, TwentyRevisions.Count);
        const string Journal = "SELECT concat_ws('|', id, parents, message, raw_checksum, semantic_checksum, upgrade_sql, downgrade_sql, state) FROM schemamigrate.revision ORDER BY id";
        Assert.Equal(await online.LinesAsync(Journal), await offline.LinesAsync(Journal));
        const string Steps = "SELECT concat_ws('|', revision, ordinal, hash, state) FROM schemamigrate.step ORDER BY 1";
        Assert.Equal(await online.LinesAsync(Steps), await offline.LinesAsync(Steps));
    }

    [Fact]
    public async Task A_script_refuses_a_database_that_stands_elsewhere_and_a_runner_at_work()
    {
        using var project = await TestProject.CreateAsync();
        project.Add("CREATE TABLE a (id int);", "DROP TABLE a;");
        project.Add("CREATE TABLE b (id int);", "DROP TABLE b;");
        var second = await ScriptAsync(project, "0001:heads");
        var all = await ScriptAsync(project, "base:heads");
        await project.UpgradeAsync();

        Assert.Contains("is for a database at \"0001aaaaaaaa\", and this one is at \"0002aaaaaaaa\"", (await PsqlAsync(project, second)).Error, StringComparison.Ordinal);
        Assert.Contains("is for a database at \"\"", (await PsqlAsync(project, all)).Error, StringComparison.Ordinal);
        await using var runner = await project.OpenAsync();
        await runner.ScalarAsync<bool>("SELECT pg_try_advisory_lock($1)", CancellationToken.None, RunLock.KeyOf("schemamigrate"));
        var (exit, error) = await PsqlAsync(project, second);
        Assert.Equal(3, exit);
        Assert.Contains("Another SchemaMigrate run", error, StringComparison.Ordinal);
        Assert.Equal(2L, await project.ScalarAsync<long>("SELECT count(*) FROM schemamigrate.event"));
    }

    [Fact]
    public async Task A_script_undoes_and_another_one_begins_again_at_the_base()
    {
        using var project = await TestProject.CreateAsync();
        project.Add("CREATE TABLE a (id int);", "DROP TABLE a;");
        project.Add("CREATE TABLE b (id int);\nCREATE INDEX CONCURRENTLY b_id ON b (id);", "DROP INDEX CONCURRENTLY b_id;\nDROP TABLE b;");
        await project.UpgradeAsync();

        Assert.Equal((0, ""), await PsqlAsync(project, await ScriptAsync(project, "heads:base")));
        Assert.Equal(0L, await project.ScalarAsync<long>("SELECT (SELECT count(*) FROM schemamigrate.revision) + (SELECT count(*) FROM schemamigrate.step)"));
        Assert.True(await project.ScalarAsync<bool>("SELECT to_regclass('a') IS NULL AND to_regclass('b') IS NULL"));
        Assert.Equal(2L, await project.ScalarAsync<long>("SELECT count(*) FROM schemamigrate.event WHERE kind = 'Downgrade'"));

        Assert.Equal((0, ""), await PsqlAsync(project, await ScriptAsync(project, "base:heads")));
        Assert.False((await project.UpgradeAsync()).Changed);
    }

    [Fact]
    public async Task A_script_that_fails_stops_there_and_the_module_goes_on()
    {
        using var project = await TestProject.CreateAsync();
        project.Add("CREATE TABLE a (id int); INSERT INTO a VALUES (1), (1);");
        project.Add("CREATE UNIQUE INDEX CONCURRENTLY a_id ON a (id);");
        project.Add("CREATE TABLE c (id int);");

        var (exit, error) = await PsqlAsync(project, await ScriptAsync(project, "base:heads"));
        Assert.Equal(3, exit);
        Assert.Contains("could not create unique index", error, StringComparison.Ordinal);
        Assert.True(await project.ScalarAsync<bool>("SELECT to_regclass('c') IS NULL"));

        await project.ExecuteAsync("DELETE FROM a WHERE ctid = '(0,1)'");
        Assert.Equal(2, (await project.UpgradeAsync()).Revisions.Count);
        await JournalCheck.RequireTrueAsync(project, 3);
    }

    [Fact]
    public async Task Text_that_looks_like_something_else_passes_through_psql_unharmed()
    {
        using var project = await TestProject.CreateAsync();
        await project.ExecuteAsync("CREATE SCHEMA \"App x\"");
        project.Add("CREATE TABLE t (v text); INSERT INTO t VALUES ('$1 :HOST '':USER'' \\q \\'), (E'a\\\\b\\n'), ($q$ ; -- $2 $q$), (U&'\\00e9'); -- the end\nSET search_path = pg_catalog; CREATE TEMP TABLE revision (id int)");
        project.Add("SET search_path = public; CREATE TABLE u (id int); CREATE INDEX CONCURRENTLY u_id ON u (id); CREATE TABLE v (id int);");
        project.Add("INSERT INTO t SELECT current_setting('search_path') || (ARRAY['a','b','c'])[1:2]::text;");
        var options = new RunOptions { SearchPath = [new Identifier("App x")], JournalSchema = "My journal" };

        Assert.Equal((0, ""), await PsqlAsync(project, await ScriptAsync(project, "base:heads", options)));

        Assert.Equal(" ; -- $2 \n\"App x\"{a,b}\n$1 :HOST ':USER' \\q \\\na\\b\n\né", await project.LinesAsync("SELECT v FROM \"App x\".t ORDER BY v COLLATE \"C\""));
        Assert.Equal("public.u\npublic.u_id\npublic.v", await project.LinesAsync(
            "SELECT relnamespace::regnamespace || '.' || relname FROM pg_class WHERE relname IN ('u', 'u_id', 'v') ORDER BY 1"));
        Assert.False((await project.UpgradeAsync(options: options)).Changed);
    }

    [Fact]
    public async Task Statements_that_a_query_on_the_catalog_gives_are_executed_by_psql_too()
    {
        using var project = await TestProject.CreateAsync(15);
        await using (var connection = await Operations.OperationDatabase.OpenAsync(project.ConnectionString))
        await using (var setup = new Npgsql.NpgsqlCommand(Partitions.PartitionCases.Setup, connection))
        {
            await setup.ExecuteNonQueryAsync();
        }

        foreach (var name in new[] { "unique", "foreign key", "check", "not null" })
        {
            project.Add(SchemaMigrate.Planning.WrittenOperations.Of([Partitions.PartitionCases.All[name]]).Upgrade);
        }

        // The server notes that checks of partitions are taken over.
        var (exit, error) = await PsqlAsync(project, await ScriptAsync(project, "base:heads", new RunOptions()));
        Assert.True(exit == 0 && !error.Contains("ERROR", StringComparison.Ordinal), error);
        Assert.True(await project.ScalarAsync<bool>(Partitions.PartitionCases.Holds));
        Assert.Equal(3L, await project.ScalarAsync<long>("SELECT count(*) FROM pg_index WHERE indrelid IN ('t1'::regclass, 't2a'::regclass, 't2b'::regclass)"));
        Assert.False((await project.UpgradeAsync()).Changed);
    }

    private static async Task<string> ScriptAsync(TestProject project, string range, RunOptions? options = null)
    {
        var plan = await (await project.PlannerAsync()).RangeAsync(TargetRange.Parse(range), 15);
        return OfflineScript.Write(plan, plan.FromHeads.Count == 0, options ?? new RunOptions());
    }

    private static async Task<(int Exit, string Error)> PsqlAsync(TestProject project, string script)
    {
        var file = Path.Combine(project.Folder, "script.sql.txt");
        await File.WriteAllTextAsync(file, script);
        var settings = new Npgsql.NpgsqlConnectionStringBuilder(project.ConnectionString);
        var info = new ProcessStartInfo(Path.Combine((await PostgresFixture.ServerAsync(15)).BinDirectory, "psql"), ["-X", "-q", "-o", "/dev/null", "-f", file])
        {
            RedirectStandardError = true,
            Environment =
            {
                ["PGHOST"] = settings.Host,
                ["PGPORT"] = settings.Port.ToString(System.Globalization.CultureInfo.InvariantCulture),
                ["PGUSER"] = settings.Username,
                ["PGPASSWORD"] = settings.Password,
                ["PGDATABASE"] = settings.Database,
                ["PGCLIENTENCODING"] = "UTF8",
            },
        };
        using var process = Process.Start(info)!;
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        File.Delete(file);
        return (process.ExitCode, error);
    }
}
