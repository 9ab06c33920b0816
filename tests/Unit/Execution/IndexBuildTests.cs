using SchemaMigrate.Execution;
using SchemaMigrate.Execution.Events;

namespace SchemaMigrate.Tests.Execution;

/// <summary>CREATE INDEX CONCURRENTLY meets what is there already: absent, being built, invalid, valid.</summary>
public class IndexBuildTests
{
    private const string Build = "CREATE INDEX CONCURRENTLY t_v ON t (lower(v)) WHERE id > 0;";

    [Theory]
    [InlineData("CREATE TABLE t_v (id int)", "not an index")]
    [InlineData("CREATE INDEX t_v ON u (id)", "an index on another table")]
    [InlineData("CREATE INDEX t_v ON t (v)", "another index")]
    [InlineData("CREATE INDEX t_v ON t (lower(v)) WHERE id > 1", "another index")]
    [InlineData("CREATE INDEX t_v ON t USING hash (lower(v)) WHERE id > 0", "another index")]
    [InlineData("CREATE UNIQUE INDEX t_v ON t (lower(v)) WHERE id > 0", "another index")]
    public async Task A_name_that_is_taken_is_refused_and_the_file_can_be_mended(string taken, string reason)
    {
        using var project = await PreparedAsync();
        await project.ExecuteAsync(taken);
        var before = await CatalogSnapshot.ReadAsync(project);
        var id = project.Add("\n" + Build);

        var exception = await Assert.ThrowsAsync<StepException>(() => project.UpgradeAsync());

        Assert.Equal(("IndexNameTaken", id, 7), (exception.ErrorId, exception.RevisionId, exception.Line));
        Assert.Contains(reason, exception.Message, StringComparison.Ordinal);
        Assert.Equal(before, await CatalogSnapshot.ReadAsync(project));
        Assert.Equal(1L, await project.ScalarAsync<long>("SELECT count(*) FROM schemamigrate.revision"));
        project.Replace(id, "t_v ON", "t_w ON");
        await project.UpgradeAsync();
        await JournalCheck.RequireTrueAsync(project, 2);
    }

    [Theory]
    [InlineData("CREATE INDEX t_v ON public.t USING btree (lower(v)) WHERE (id > 0)")]
    [InlineData("CREATE INDEX t_v ON t (LOWER((v)::text)) WHERE id>0")]
    public async Task The_same_index_made_by_hand_counts_as_done(string byHand)
    {
        using var project = await PreparedAsync();
        await project.ExecuteAsync(byHand);
        var index = await project.ScalarAsync<uint>("SELECT 't_v'::regclass::oid");
        project.Add(Build);

        Assert.True((await project.UpgradeAsync()).Changed);

        Assert.Equal(index, await project.ScalarAsync<uint>("SELECT 't_v'::regclass::oid"));
        Assert.Contains(project.Events.OfType<RunRemark>(), remark => remark.Text.Contains("had taken effect already", StringComparison.Ordinal));
        await JournalCheck.RequireTrueAsync(project, 2);
    }

    [Theory]
    [InlineData("CREATE UNIQUE INDEX CONCURRENTLY t_x ON t (v text_pattern_ops DESC NULLS LAST, id) INCLUDE (n) WITH (fillfactor = 70) WHERE v IS NOT NULL;")]
    [InlineData("CREATE INDEX CONCURRENTLY \"T x\" ON ONLY \"public\".t USING gin ((to_tsvector('simple'::regconfig, v)));")]
    [InlineData("CREATE INDEX CONCURRENTLY t_x ON t ((CASE WHEN n > 0 THEN 'a)' ELSE '(b' END), (n::numeric)) ;")]
    [InlineData("CREATE UNIQUE INDEX CONCURRENTLY t_x ON t (n) NULLS NOT DISTINCT;")]
    public async Task An_index_is_recognised_whatever_its_definition(string build)
    {
        using var project = await PreparedAsync();
        var byHand = build.Replace(" CONCURRENTLY", "", StringComparison.Ordinal);
        await project.ExecuteAsync(byHand.TrimEnd(';'));
        project.Add(build);

        await project.UpgradeAsync();

        Assert.Contains(project.Events.OfType<RunRemark>(), remark => remark.Text.Contains("had taken effect already", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_invalid_remains_of_a_broken_build_are_dropped_and_built_anew()
    {
        using var project = await PreparedAsync();
        await project.ExecuteAsync("INSERT INTO t VALUES (1, 'A', 1), (2, 'A', 2)");
        await Assert.ThrowsAnyAsync<SchemaMigrate.Errors.MigrationException>(() => project.ExecuteAsync("CREATE UNIQUE INDEX CONCURRENTLY t_v ON t (v)"));
        Assert.Equal(1L, await project.ScalarAsync<long>("SELECT count(*) FROM pg_index WHERE NOT indisvalid"));
        project.Add(Build);

        await project.UpgradeAsync();

        Assert.Contains(project.Events.OfType<RunRemark>(), remark => remark.Text.Contains("dropped and built anew", StringComparison.Ordinal));
        Assert.False(await project.ScalarAsync<bool>("SELECT indisunique FROM pg_index WHERE indexrelid = 't_v'::regclass"));
        await JournalCheck.RequireTrueAsync(project, 2);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_build_of_another_session_is_waited_for(bool visible)
    {
        using var project = await PreparedAsync();
        var admin = project.ConnectionString;
        var role = "runner_" + Guid.NewGuid().ToString("N");
        await project.ExecuteAsync($"CREATE ROLE {role} LOGIN PASSWORD 'pw'");
        await project.ExecuteAsync($"GRANT CREATE ON SCHEMA public TO {role}");
        await project.ExecuteAsync($"GRANT ALL ON SCHEMA schemamigrate TO {role}");
        await project.ExecuteAsync($"GRANT ALL ON ALL TABLES IN SCHEMA schemamigrate TO {role}");
        await project.ExecuteAsync($"CREATE ROLE {role}_owner");
        await project.ExecuteAsync($"GRANT {role}_owner TO {role}");
        await project.ExecuteAsync($"GRANT CREATE ON SCHEMA public TO {role}_owner");
        await project.ExecuteAsync($"ALTER TABLE t OWNER TO {role}_owner");
        await using var old = await OpenTransaction.BeginAsync(project, "SELECT * FROM t");
        var byHand = project.ExecuteAsync(Build.TrimEnd(';'));
        await using var observer = await project.OpenAsync();
        await Connections.TestSessions.UntilAsync(
            async () => await observer.ScalarAsync<long>("SELECT count(*) FROM pg_stat_progress_create_index WHERE current_locker_pid <> 0", CancellationToken.None) > 0,
            "the build waits");
        project.Add(Build);
        if (!visible)
        {
            // This role may not see what the other's session does, only that it is there.
            project.ConnectionString = new Npgsql.NpgsqlConnectionStringBuilder(admin) { Username = role, Password = "pw" }.ConnectionString;
        }

        var run = project.UpgradeAsync();
        await Connections.TestSessions.UntilAsync(() => Task.FromResult(Told(project, "is being built by backend")), "the runner sees the builder");
        await old.CommitAsync();
        await byHand;
        var index = await observer.ScalarAsync<uint>("SELECT 't_v'::regclass::oid", CancellationToken.None);
        await run;

        project.ConnectionString = admin;
        Assert.Equal(index, await project.ScalarAsync<uint>("SELECT 't_v'::regclass::oid"));
        await JournalCheck.RequireTrueAsync(project, 2);
    }

    [Fact]
    public async Task A_long_build_tells_its_progress_and_whom_it_waits_for()
    {
        using var project = await PreparedAsync();
        project.Add(Build);
        await using var old = await OpenTransaction.BeginAsync(project, "SELECT * FROM t");
        var run = project.UpgradeAsync();
        await Connections.TestSessions.UntilAsync(() => Task.FromResult(WaitsFor(project, old.Pid)), "progress names the old transaction");
        await old.CommitAsync();
        await run;
    }

    [Fact]
    public async Task An_index_of_a_missing_table_is_the_servers_own_error()
    {
        using var project = await PreparedAsync();
        project.Add("CREATE INDEX CONCURRENTLY x ON no_such_table (v);");

        Assert.Equal("42P01", (await Assert.ThrowsAsync<StepFailedException>(() => project.UpgradeAsync())).SqlState);
    }

    private static async Task<TestProject> PreparedAsync()
    {
        var project = await TestProject.CreateAsync();
        project.Add("CREATE TABLE t (id int, v text, n int); CREATE TABLE u (id int);");
        await project.UpgradeAsync();
        return project;
    }

    private static bool Told(TestProject project, string text)
    {
        lock (project.Events)
        {
            return project.Events.OfType<RunRemark>().Any(remark => remark.Text.Contains(text, StringComparison.Ordinal));
        }
    }

    private static bool WaitsFor(TestProject project, int pid)
    {
        lock (project.Events)
        {
            return project.Events.OfType<StepProgressed>().Any(progress => progress.WaitsForPid == pid && progress.Phase.Contains("waiting", StringComparison.Ordinal));
        }
    }
}
