using SchemaMigrate.Backfills;
using SchemaMigrate.Connections;
using SchemaMigrate.Execution;
using SchemaMigrate.Execution.Gates;
using SchemaMigrate.Planning;
using SchemaMigrate.Preflight;
using SchemaMigrate.Revisions;
using SchemaMigrate.Sandbox;
using SchemaMigrate.Sql;
using SchemaMigrate.Tests.Backfills;
using SchemaMigrate.Tests.Fixtures;

namespace SchemaMigrate.Tests.Gates;

/// <summary>What unused(users.name) finds, and what it must not mistake for a use.</summary>
public class ColumnUsageTests
{
    private static readonly string[] Tables =
    [
        "CREATE TABLE users (id int PRIMARY KEY, name text NOT NULL DEFAULT 'x', full_name text)",
        "CREATE TABLE customers (id int PRIMARY KEY, name text, user_id int)",
    ];

    public static TheoryData<int, string, string> Users()
    {
        var data = new TheoryData<int, string, string>();
        foreach (var major in PostgresFixture.Majors)
        {
            data.Add(major, "CREATE VIEW v AS SELECT id, name FROM users", "view public.v");
            data.Add(major, "CREATE VIEW v AS SELECT id FROM users ORDER BY name", "view public.v");
            data.Add(major, "CREATE MATERIALIZED VIEW mv AS SELECT upper(name) AS n FROM users", "materialized view public.mv");
            data.Add(major, "CREATE RULE r AS ON UPDATE TO customers DO ALSO UPDATE users SET name = new.name WHERE users.id = new.user_id", "rule r on public.customers");
            data.Add(major, "CREATE INDEX ix ON users (name)", "index public.ix");
            data.Add(major, "CREATE INDEX ix ON users (lower(name)) WHERE id > 1", "index public.ix");
            data.Add(major, "CREATE INDEX ix ON users (id) INCLUDE (name)", "index public.ix");
            data.Add(major, "ALTER TABLE users ADD CONSTRAINT c UNIQUE (name)", "table constraint c on public.users");
            data.Add(major, "ALTER TABLE users ADD CONSTRAINT c CHECK (name <> '')", "table constraint c on public.users");
            data.Add(major, "CREATE POLICY p ON users USING (name = current_user)", "policy p on public.users");
            data.Add(major, "ALTER TABLE users ADD COLUMN g text GENERATED ALWAYS AS (upper(name)) STORED", "generated column public.users.g");
            data.Add(major, "CREATE PUBLICATION pub FOR TABLE users (id, name)", "publication relation public.users in publication pub");
            data.Add(major, "CREATE STATISTICS st ON id, name FROM users", "statistics object public.st");
            data.Add(
                major,
                "CREATE FUNCTION tf() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'; CREATE TRIGGER tr AFTER UPDATE OF name ON users EXECUTE FUNCTION tf()",
                "trigger tr on public.users");
            data.Add(major, "CREATE FUNCTION f() RETURNS text LANGUAGE sql BEGIN ATOMIC SELECT name FROM users WHERE id = 1; END", "function public.f()");
            data.Add(major, "CREATE FUNCTION f() RETURNS text LANGUAGE sql AS 'SELECT u.name\nFROM users u'", "function public.f(), line 1 of its body");
            data.Add(major, "CREATE PROCEDURE f() LANGUAGE plpgsql AS 'BEGIN\n  EXECUTE ''UPDATE users SET name = $1'' USING 1;\nEND'", "procedure public.f(), line 2 of its body");
            data.Add(
                major,
                "CREATE FUNCTION tf() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN\nNEW.Name := 1; RETURN NEW; END'; CREATE TRIGGER tr BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION tf()",
                "function public.tf(), line 2 of its body");
        }

        return data;
    }

    public static TheoryData<int, string> NoUsers()
    {
        var data = new TheoryData<int, string>();
        foreach (var major in PostgresFixture.Majors)
        {
            data.Add(major, "CREATE VIEW v AS SELECT id, full_name FROM users");
            data.Add(major, "CREATE VIEW v AS SELECT c.name FROM customers c JOIN users u ON u.id = c.user_id");
            data.Add(major, "CREATE INDEX ix ON customers (name); CREATE INDEX iy ON users (full_name)");
            data.Add(major, "CREATE FUNCTION f() RETURNS text LANGUAGE sql AS 'SELECT name FROM customers'");
            data.Add(major, "CREATE FUNCTION f() RETURNS text LANGUAGE sql AS 'SELECT full_name FROM users'");
            data.Add(major, "CREATE FUNCTION f() RETURNS text LANGUAGE sql AS 'SELECT c.name FROM customers AS c JOIN users u ON u.id = c.user_id'");
            data.Add(major, "CREATE FUNCTION f() RETURNS text LANGUAGE sql AS 'SELECT full_name /* was name */ FROM users -- not name'");
            data.Add(
                major,
                "CREATE FUNCTION tf() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.name := 1; RETURN NEW; END'; CREATE TRIGGER tr BEFORE INSERT ON customers FOR EACH ROW EXECUTE FUNCTION tf()");
            data.Add(major, "CREATE SCHEMA other; CREATE TABLE other.users (name text); CREATE VIEW other.v AS SELECT name FROM other.users");
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Users))]
    public async Task It_finds(int major, string statement, string what)
    {
        var usage = await UsageAsync(await PostgresFixture.CreateDatabaseAsync(major), "unused(users.name)", [.. Tables, statement]);

        Assert.True(usage.Exists);
        Assert.Contains(what, usage.Uses);
        Assert.Single(usage.Uses);
    }

    [Theory]
    [MemberData(nameof(NoUsers))]
    public async Task It_does_not_take_for_a_use(int major, string statement)
    {
        var usage = await UsageAsync(await PostgresFixture.CreateDatabaseAsync(major), "unused(users.name)", [.. Tables, statement]);

        Assert.True(usage.Exists);
        Assert.Empty(usage.Uses);
    }

    [Theory]
    [ClassData(typeof(ServerMajors))]
    public async Task A_foreign_key_is_found_at_both_of_its_ends(int major)
    {
        var connection = await PostgresFixture.CreateDatabaseAsync(major);
        string[] setup = [.. Tables, "ALTER TABLE customers ADD CONSTRAINT fk FOREIGN KEY (user_id) REFERENCES users"];

        Assert.Contains("table constraint fk on public.customers", (await UsageAsync(connection, "unused(users.id)", setup)).Uses);
        Assert.Equal(["table constraint fk on public.customers"], (await UsageAsync(connection, "unused(customers.user_id)", [])).Uses);
    }

    [Theory]
    [ClassData(typeof(ServerMajors))]
    public async Task Partitions_are_looked_at_and_what_they_inherit_counts_once(int major)
    {
        var usage = await UsageAsync(await PostgresFixture.CreateDatabaseAsync(major), "unused(p.name)",
        [
            "CREATE TABLE p (id int, name text CONSTRAINT c CHECK (name <> '')) PARTITION BY RANGE (id)",
            "CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (1) TO (10)",
            "CREATE INDEX ix ON p (name)",
            "CREATE VIEW v AS SELECT name FROM p1",
            "CREATE FUNCTION f() RETURNS text LANGUAGE sql AS 'SELECT name FROM p1'",
        ]);

        Assert.Equal(
            ["index public.ix", "table constraint c on public.p", "view public.v", "function public.f(), line 1 of its body"], usage.Uses);
    }

    [Theory]
    [ClassData(typeof(ServerMajors))]
    public async Task Names_with_capitals_quotes_and_schemas_are_exact(int major)
    {
        var usage = await UsageAsync(await PostgresFixture.CreateDatabaseAsync(major), "unused(\"My App\".\"User\"\"s\".\"Na me\")",
        [
            "CREATE SCHEMA \"My App\"",
            "CREATE TABLE \"My App\".\"User\"\"s\" (\"Na me\" text, na text, me text)",
            "CREATE FUNCTION f() RETURNS text LANGUAGE sql AS 'SELECT \"Na me\" FROM \"My App\".\"User\"\"s\"'",
            "CREATE FUNCTION g() RETURNS text LANGUAGE sql AS 'SELECT na || me FROM \"My App\".\"User\"\"s\"'",
        ]);

        Assert.Equal(["function public.f(), line 1 of its body"], usage.Uses);
    }

    [Theory]
    [ClassData(typeof(ServerMajors))]
    public async Task What_belongs_to_the_column_itself_is_no_use(int major)
    {
        var usage = await UsageAsync(await PostgresFixture.CreateDatabaseAsync(major), "unused(t.n)",
            ["CREATE TABLE t (n serial NOT NULL, i int GENERATED ALWAYS AS IDENTITY)"]);

        Assert.Empty(usage.Uses);
    }

    [Theory]
    [ClassData(typeof(ServerMajors))]
    public async Task Objects_of_the_module_are_named_and_not_counted(int major)
    {
        var usage = await UsageAsync(await PostgresFixture.CreateDatabaseAsync(major), "unused(users.name)",
        [
            .. Tables,
            "CREATE FUNCTION sync() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.full_name := NEW.name; RETURN NEW; END'",
            "CREATE TRIGGER sync BEFORE INSERT OR UPDATE OF name ON users FOR EACH ROW EXECUTE FUNCTION sync()",
            "COMMENT ON FUNCTION sync() IS 'SchemaMigrate: keeps name and full_name equal'",
            "COMMENT ON TRIGGER sync ON users IS 'SchemaMigrate: keeps name and full_name equal'",
        ]);

        Assert.Empty(usage.Uses);
        Assert.Equal(2, usage.Remarks.Count(remark => remark.StartsWith("not counted", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("unused(users.nme)")]
    [InlineData("unused(usrs.name)")]
    [InlineData("unused(other.users.name)")]
    public async Task A_column_that_is_not_there_is_not_unused(string gate)
    {
        var usage = await UsageAsync(await PostgresFixture.CreateDatabaseAsync(), gate, Tables);

        Assert.False(usage.Exists);
        Assert.False(GateEvaluator.Evaluate(
            new GatedRevision("a", [], [], "", []), Gate.Parse(gate),
            GateFacts.None with { Columns = new Dictionary<UnusedGate, ColumnUsage> { [(UnusedGate)Gate.Parse(gate)] = usage } }).Open);
    }

    [Fact]
    public async Task A_name_without_schema_means_what_it_means_to_the_steps()
    {
        var connection = await PostgresFixture.CreateDatabaseAsync();
        string[] setup =
        [
            "CREATE SCHEMA app", "CREATE TABLE app.users (name text)", "CREATE VIEW app.v AS SELECT name FROM app.users", "CREATE TABLE users (name text)",
        ];

        var byDefault = await UsageAsync(connection, "unused(users.name)", setup);
        var byPath = await UsageAsync(connection, "unused(users.name)", [], new RunOptions { SearchPath = [new Identifier("app"), new Identifier("public")] });

        Assert.Empty(byDefault.Uses);
        Assert.Equal(["view app.v"], byPath.Uses);
    }

    [Theory]
    [ClassData(typeof(ServerMajors))]
    public async Task Executed_statements_are_found_where_the_server_keeps_them(int major)
    {
        var binaries = (await PostgresBinaries.FindAllAsync(TimeProvider.System, CancellationToken.None)).First(binaries => binaries.Major == major);
        await using var server = await SandboxServer.StartAsync(
            new SandboxOptions
            {
                BinDirectory = binaries.Directory,
                Settings = new Dictionary<string, string> { ["shared_preload_libraries"] = "pg_stat_statements" },
            },
            TimeProvider.System, CancellationToken.None);
        var connection = await server.CreateDatabaseAsync(null, CancellationToken.None);

        var without = await UsageAsync(connection, "unused(users.name)", Tables);
        var with = await UsageAsync(connection, "unused(users.name)",
        [
            "CREATE SCHEMA stats", "CREATE EXTENSION pg_stat_statements SCHEMA stats",
            "SELECT name FROM users WHERE id = 7", "SELECT name FROM users WHERE id = 8", "SELECT name FROM customers", "ALTER TABLE users ALTER name SET DEFAULT 'y'",
        ]);
        var reset = await UsageAsync(connection, "unused(users.name)", ["SELECT stats.pg_stat_statements_reset()"]);

        Assert.Contains(without.Remarks, remark => remark.Contains("pg_stat_statements is not installed", StringComparison.Ordinal));
        var use = Assert.Single(with.Uses);
        Assert.Contains("executed 2 times: SELECT name FROM users WHERE id = $1", use, StringComparison.Ordinal);
        Assert.Contains("SELECT stats.pg_stat_statements_reset(0, 0, ", use, StringComparison.Ordinal);
        Assert.Empty(reset.Uses);
    }

    [Fact]
    public async Task A_backfill_and_the_questions_of_a_preflight_are_no_use_of_the_column()
    {
        await using var server = await SandboxServer.StartAsync(
            new SandboxOptions { Settings = new Dictionary<string, string> { ["shared_preload_libraries"] = "pg_stat_statements", ["pg_stat_statements.track"] = "all" } },
            TimeProvider.System, CancellationToken.None);
        var ground = await BackfillGround.OnAsync(
            await server.CreateDatabaseAsync(null, CancellationToken.None),
            $"{string.Join(';', Tables)}; INSERT INTO users SELECT i, 'n' || i FROM generate_series(1, 300) i; CREATE EXTENSION pg_stat_statements; SELECT pg_stat_statements_reset()");

        await ground.RunAsync(new BackfillDefinition { Name = "b", Table = "users", Set = [new BackfillAssignment("full_name", "name")], Where = "full_name IS DISTINCT FROM name" });
        await using var session = await DatabaseSession.OpenAsync(ground.Target, "test");
        var options = new PreflightOptions { Server = new ServerVersion(session.Server.Major) };
        var examination = new PreflightEngine(options).Examine(PreflightSource.OfText(
            "ALTER TABLE users ADD CONSTRAINT c CHECK (name <> ''); CREATE UNIQUE INDEX i ON users (name); ALTER TABLE users ALTER COLUMN name TYPE date USING name::date"));
        var findings = (await new LivePreflight(options, null, TimeProvider.System).ExamineAsync(session, examination)).Findings;
        var counted = await ground.ScalarAsync<long>("SELECT count(*) FROM pg_stat_statements WHERE query ~ 'users' AND (query ~ 'SchemaMigrate \\*' OR query ~ 'backfill_batch\\(')");
        var quiet = await UsageAsync(ground.ConnectionString, "unused(users.name)", []);
        var used = await UsageAsync(ground.ConnectionString, "unused(users.name)", ["SELECT name FROM users"]);

        Assert.Contains(findings, finding => finding.RuleId == "SM054");
        Assert.True(counted > 3, $"only {counted} statements were counted");
        Assert.Empty(quiet.Uses);
        Assert.Contains("SELECT name FROM users", Assert.Single(used.Uses), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_extension_without_its_library_is_a_remark_and_no_error()
    {
        var usage = await UsageAsync(await PostgresFixture.CreateDatabaseAsync(), "unused(users.name)", [.. Tables, "CREATE EXTENSION pg_stat_statements"]);

        Assert.Empty(usage.Uses);
        Assert.Contains(usage.Remarks, remark => remark.Contains("shared_preload_libraries", StringComparison.Ordinal));
    }

    private static async Task<ColumnUsage> UsageAsync(string connection, string gate, string[] setup, RunOptions? options = null)
    {
        await using var session = await DatabaseSession.OpenAsync(ConnectionTarget.Parse(connection), "test");
        foreach (var statement in setup.SelectMany(text => SqlScript.Parse(text).Statements.Select(statement => statement.Text)))
        {
            await session.ExecuteAsync(statement, CancellationToken.None);
        }

        return await new ColumnUsageReader(session, options ?? new RunOptions()).ReadAsync((UnusedGate)Gate.Parse(gate), CancellationToken.None);
    }
}
