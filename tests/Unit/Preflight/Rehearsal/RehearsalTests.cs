using SchemaMigrate.Catalog;
using SchemaMigrate.Planning;
using SchemaMigrate.Preflight;
using SchemaMigrate.Sql;
using SchemaMigrate.Tests.Connections;
using SchemaMigrate.Tests.Fixtures;

namespace SchemaMigrate.Tests.Preflight.Rehearsals;

public class RehearsalTests
{
    private const string Base = """
        CREATE TABLE parent (id int PRIMARY KEY);
        CREATE TABLE t (id int PRIMARY KEY, a int, b varchar(20), parent_id int);
        CREATE INDEX t_b ON t (b);
        """;

    [Theory]
    [ClassData(typeof(ServerMajors))]
    public async Task Locks_rewrites_and_scans_are_those_that_really_happened(int major)
    {
        var report = await RunAsync(major, "ALTER TABLE t ALTER COLUMN a TYPE bigint; ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY (parent_id) REFERENCES parent (id) NOT VALID; CREATE INDEX CONCURRENTLY t_a ON t (a); ALTER TABLE t ALTER COLUMN b SET NOT NULL", null);

        Assert.Empty(report.Findings);
        var statements = report.Steps.SelectMany(step => step.Statements).ToList();
        Assert.Equal(["public.t"], statements[0].Rewritten);
        Assert.Equal(new ObservedLock(QualifiedName.Parse("public.t"), LockMode.AccessExclusive), statements[0].Locks[0]);
        Assert.Empty(statements[1].Rewritten);
        Assert.Contains(new ObservedLock(QualifiedName.Parse("public.parent"), LockMode.ShareRowExclusive), statements[1].Locks);
        Assert.True(statements[2].Sampled);
        Assert.Equal(["public.t"], statements[3].Scanned);
        Assert.Empty(statements[3].Rewritten);
    }

    [Theory]
    [ClassData(typeof(ServerMajors))]
    public async Task A_downgrade_that_restores_is_silent_and_one_that_does_not_is_told_with_the_difference(int major)
    {
        const string Up = "ALTER TABLE t ADD COLUMN c int; CREATE INDEX t_a ON t (a)";

        var whole = await RunAsync(major, Up, "DROP INDEX t_a; ALTER TABLE t DROP COLUMN c");
        var half = await RunAsync(major, Up, "ALTER TABLE t DROP COLUMN c");
        var broken = await RunAsync(major, Up, "ALTER TABLE t DROP COLUMN missing");

        Assert.Empty(whole.Findings);
        Assert.Equal([PlanDirection.Upgrade, PlanDirection.Downgrade, PlanDirection.Upgrade], whole.Steps.Select(step => step.Direction));
        var finding = half.Findings.Single(finding => finding.RuleId == "SM140");
        Assert.Equal("+ Index public.t_a (CREATE INDEX t_a ON public.t USING btree (a))", Assert.Single(finding.Evidence[0].Samples));
        Assert.Equal(("r1", 1), (finding.Revision, finding.Step));
        Assert.Contains(half.Findings, each => each.RuleId == "SM144");
        Assert.Contains("42703", broken.Findings.Single(each => each.RuleId == "SM142").Evidence[0].Text, StringComparison.Ordinal);
    }

    [Theory]
    [ClassData(typeof(ServerMajors))]
    public async Task A_statement_that_fails_is_foretold_with_its_place_and_message(int major)
    {
        var report = await RunAsync(major, "ALTER TABLE t ADD COLUMN c int;\nALTER TABLE t ADD COLUMN a text", "SELECT 1");

        var finding = Assert.Single(report.Findings);
        Assert.Equal(("SM141", 2, "ALTER TABLE t ADD COLUMN a text"), (finding.RuleId, finding.Line, finding.Statement));
        Assert.Contains("42701", finding.Evidence[0].Text, StringComparison.Ordinal);
        Assert.Single(report.Steps);
    }

    [Theory]
    [ClassData(typeof(ServerMajors))]
    public async Task Made_up_rows_let_failures_show_that_empty_tables_hide(int major)
    {
        const string Up = "ALTER TABLE t ADD COLUMN c int NOT NULL";

        var empty = await RunAsync(major, Up, null);
        var filled = await RunAsync(major, Up, null, new RehearsalOptions { RowsPerTable = 20 });

        Assert.Empty(empty.Findings);
        Assert.Equal("SM141", Assert.Single(filled.Findings).RuleId);
        Assert.DoesNotContain(filled.Notes, note => note.Contains("filled", StringComparison.Ordinal));
    }

    [Theory]
    [ClassData(typeof(ServerMajors))]
    public async Task Sequences_and_indexes_that_follow_their_table_are_no_wrong_prediction(int major)
    {
        var report = await RunAsync(
            major, "CREATE TABLE s (id serial PRIMARY KEY, a int)", "DROP TABLE s",
            next: "INSERT INTO s (a) SELECT generate_series(1, 10); ALTER TABLE s ADD COLUMN v uuid DEFAULT gen_random_uuid(); REINDEX INDEX s_pkey");

        Assert.Empty(report.Findings);
        var statements = report.Steps.First(step => step.Revision == "r2").Statements;
        Assert.DoesNotContain(statements.SelectMany(statement => statement.Locks), held => held.Relation.Name.Name == "s_id_seq");
        Assert.Equal(["public.s"], statements[1].Rewritten);
    }

    [Theory]
    [ClassData(typeof(ServerMajors))]
    public async Task The_order_of_columns_is_told_apart_from_what_a_downgrade_could_restore(int major)
    {
        var moved = await RunAsync(major, "ALTER TABLE t DROP COLUMN a", "ALTER TABLE t ADD COLUMN a int");
        var changed = await RunAsync(major, "ALTER TABLE t DROP COLUMN a", "ALTER TABLE t ADD COLUMN a bigint");

        Assert.Empty(moved.Findings);
        Assert.Contains(moved.Notes, note => note.Contains("columns of public.t are in another order", StringComparison.Ordinal));
        Assert.Contains("type integer → bigint", Assert.Single(changed.Findings).Evidence[0].Text, StringComparison.Ordinal);
    }

    [Theory]
    [ClassData(typeof(ServerMajors))]
    public async Task Made_up_rows_obey_the_rules_of_the_table_where_that_can_be_done(int major)
    {
        var report = await RunAsync(
            major, "ALTER TABLE p ADD COLUMN c int NOT NULL", null, new RehearsalOptions { RowsPerTable = 20 },
            before: """
                CREATE TABLE p (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, amount numeric(10,2) NOT NULL CHECK (amount > 0), status text NOT NULL CHECK (status IN ('new', 'it''s paid')),
                    mail text CHECK (mail LIKE '%@%'));
                CREATE TABLE q (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, p_id int REFERENCES p);
                """);

        Assert.DoesNotContain(report.Notes, note => note.Contains("filled", StringComparison.Ordinal));
        Assert.Contains("23502", Assert.Single(report.Findings).Evidence[0].Text, StringComparison.Ordinal);
    }

    [Theory]
    [ClassData(typeof(ServerMajors))]
    public async Task What_dynamic_SQL_does_is_seen_when_it_runs(int major)
    {
        var blocking = await OpaqueAsync(major, "DO $$ BEGIN EXECUTE 'ALTER TABLE t ALTER COLUMN ' || 'a TYPE bigint'; END $$");
        var harmless = await OpaqueAsync(major, "DO $$ BEGIN EXECUTE 'SELECT count(*) ' || 'FROM t'; END $$");

        Assert.Equal((Severity.Warning, FindingVerdict.Confirmed), (blocking.Severity, blocking.Verdict));
        Assert.Contains("ACCESS EXCLUSIVE on public.t; rewrote public.t", Assert.Single(blocking.Evidence).Text, StringComparison.Ordinal);
        Assert.Equal(Severity.Info, harmless.Severity);
    }

    [Theory]
    [ClassData(typeof(ServerMajors))]
    public async Task A_prediction_that_does_not_hold_is_told_as_a_defect_of_ours(int major)
    {
        var target = await TestSessions.NewTargetAsync(major);
        var revision = Revision("r1", "ALTER TABLE t ADD COLUMN c int", null, major);
        var wrong = revision.Up[0].Statements[0] with { Locks = [new RelationLock(QualifiedName.Parse("t"), LockMode.ShareUpdateExclusive)] };
        var script = new RehearsalScript([revision with { Up = [revision.Up[0] with { Statements = [wrong] }] }]) { Baseline = [Revision("r0", Base, null, major)] };

        var report = await new Rehearsal(target, null, TimeProvider.System).RunAsync(script);

        Assert.Contains("ACCESS EXCLUSIVE; predicted was SHARE UPDATE EXCLUSIVE", Assert.Single(report.Findings).Evidence[0].Text, StringComparison.Ordinal);
    }

    [Theory]
    [ClassData(typeof(ServerMajors))]
    public async Task The_live_schema_can_be_copied_from_its_snapshot(int major)
    {
        await using var original = await TestSessions.OpenNewAsync(major);
        foreach (var statement in SqlScript.Parse(EverySort).Statements)
        {
            await original.ExecuteAsync(statement.Text, CancellationToken.None);
        }

        var snapshot = await SchemaSnapshotReader.ReadAsync(original, []);
        var target = await TestSessions.NewTargetAsync(major);
        var report = await new Rehearsal(target, null, TimeProvider.System).RunAsync(
            new RehearsalScript([Revision("r1", "ALTER TABLE account ADD COLUMN fresh int", "ALTER TABLE account DROP COLUMN fresh", major)]) { Schema = snapshot, ServerMajor = major });
        await using var copy = await TestSessions.OpenAsync(target);
        await copy.ExecuteAsync("ALTER TABLE account DROP COLUMN fresh", CancellationToken.None);

        Assert.Empty(report.Findings);
        Assert.Equal(["Publication feed is not copied."], report.Notes);
        Assert.DoesNotContain(snapshot.CompareTo(await SchemaSnapshotReader.ReadAsync(copy, [])), difference => difference.Object.Kind != SchemaObjectKind.Publication);
    }

    private const string EverySort = """
        CREATE TYPE mood AS ENUM ('sad', 'it''s ok');
        CREATE DOMAIN positive AS int DEFAULT 1 NOT NULL CHECK (VALUE > 0);
        CREATE TYPE pair AS (a int, "B" text);
        CREATE SCHEMA app;
        CREATE SEQUENCE numbers INCREMENT 5 CYCLE;
        CREATE FUNCTION twice(int) RETURNS int LANGUAGE sql IMMUTABLE AS $$ SELECT $1 * 2 $$;
        CREATE TABLE account (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, email varchar(50) COLLATE "C" NOT NULL UNIQUE, feeling mood DEFAULT 'sad', amount positive,
            doubled int GENERATED ALWAYS AS (twice(4)) STORED, tags text[]);
        CREATE TABLE app."Item" (id bigserial PRIMARY KEY, account_id int REFERENCES account ON DELETE CASCADE, "From" numeric(10,2) DEFAULT 0, CHECK ("From" >= 0));
        ALTER TABLE app."Item" ADD CONSTRAINT small CHECK ("From" < 1000) NOT VALID;
        CREATE TABLE parted (id int, at date NOT NULL, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
        CREATE TABLE parted_1 PARTITION OF parted FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
        CREATE TABLE parted_d PARTITION OF parted DEFAULT;
        CREATE INDEX parted_at ON parted (at);
        CREATE TABLE base (a int);
        CREATE TABLE child (b int) INHERITS (base);
        CREATE UNIQUE INDEX account_lower ON account (lower(email)) WHERE feeling = 'sad';
        CREATE VIEW emails AS SELECT id, email FROM account;
        CREATE VIEW loud AS SELECT upper(email) AS email FROM emails;
        CREATE MATERIALIZED VIEW counted AS SELECT count(*) AS n FROM account;
        CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN new; END $$;
        CREATE TRIGGER touched BEFORE UPDATE ON account FOR EACH ROW EXECUTE FUNCTION touch();
        ALTER TABLE account ENABLE ROW LEVEL SECURITY;
        CREATE POLICY own ON account FOR SELECT USING (id > 0);
        CREATE STATISTICS together ON email, feeling FROM account;
        CREATE PUBLICATION feed FOR TABLE account;
        """;

    private static async Task<RehearsalReport> RunAsync(int major, string up, string? down, RehearsalOptions? options = null, string? next = null, string before = "")
    {
        var script = new RehearsalScript([Revision("r1", up, down, major), .. next is null ? Array.Empty<RehearsalRevision>() : [Revision("r2", next, null, major)]])
        {
            Baseline = [Revision("r0", Base + before, null, major)],
        };
        return await new Rehearsal(await TestSessions.NewTargetAsync(major), options, TimeProvider.System).RunAsync(script);
    }

    private static async Task<Finding> OpaqueAsync(int major, string sql)
    {
        var source = new PreflightSource([new SourcePart(sql)], SourceRunner.Module) { Revision = "r1", Path = "r1.sql" };
        return RehearsalEvidence.Apply(new PreflightEngine().Examine([source]), await RunAsync(major, sql, null)).Single(finding => finding.RuleId == "SM104");
    }

    private static RehearsalRevision Revision(string id, string up, string? down, int major) => new(id, id + ".sql", Steps(id, up, major), down is null ? null : Steps(id, down, major));

    private static IReadOnlyList<Step> Steps(string id, string sql, int major) => new StepBuilder(major, CancellationToken.None).Build(id, id + ".sql", [new BodyPart(sql, 1, false)], []);
}
