using SchemaMigrate.Preflight;
using SchemaMigrate.Tests.Fixtures;

namespace SchemaMigrate.Tests.Preflight.Live;

/// <summary>Each check of the catalog, in both directions: a change of the database changes what is said.</summary>
public class CatalogCheckTests
{
    private const string Setup = """
        CREATE TABLE parent (id int PRIMARY KEY, code int UNIQUE);
        CREATE TABLE t (id int PRIMARY KEY, a int, b varchar(50), c int, parent_id int);
        INSERT INTO parent SELECT i, i FROM generate_series(1, 10) i;
        INSERT INTO t SELECT i, i, 'v' || i, 1 + i % 10, 1 FROM generate_series(1, 50) i;
        """;

    public static IEnumerable<string> RulesShown => Presence.Select(row => (string)row[0]);

    /// <summary>A rule that speaks before a change of the database and not after it; or after it and not before.</summary>
    public static TheoryData<string, string, string, bool> Presence => new()
    {
        { "SM044", "ALTER TABLE t ALTER COLUMN b TYPE varchar(80)", "CREATE INDEX t_lower ON t (lower(b))", true },
        { "SM044", "ALTER TABLE t ALTER COLUMN b TYPE varchar(80)", "CREATE INDEX t_b ON t (b)", false },
        { "SM045", "ALTER TABLE t ALTER COLUMN b TYPE text", "ALTER TABLE t ADD CONSTRAINT b_long CHECK (length(b) > 0)", true },
        { "SM053", "ALTER TABLE t ALTER COLUMN a TYPE bigint", "CREATE VIEW v AS SELECT id, a FROM t", true },
        { "SM053", "ALTER TABLE t ALTER COLUMN a TYPE bigint", "CREATE VIEW v AS SELECT id, c FROM t", false },
        { "SM053", "ALTER TABLE t DROP COLUMN a", "CREATE MATERIALIZED VIEW v AS SELECT a FROM t", true },
        { "SM053", "DROP VIEW v; ALTER TABLE t DROP COLUMN a", "CREATE VIEW v AS SELECT a FROM t", false },
        { "SM053", "ALTER TABLE t DROP COLUMN a", "CREATE POLICY p ON t USING (a > 0)", true },
        { "SM053", "ALTER TABLE parent DROP COLUMN code", "ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY (c) REFERENCES parent (code)", true },
        { "SM053", "DROP TABLE parent", "ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY (parent_id) REFERENCES parent", true },
        { "SM053", "ALTER TABLE t DROP CONSTRAINT fk; DROP TABLE parent", "ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY (parent_id) REFERENCES parent", false },
        { "SM058", "ALTER TABLE t DROP COLUMN a", "ALTER TABLE t ADD CONSTRAINT u UNIQUE (a, c)", true },
        { "SM058", "ALTER TABLE t DROP COLUMN a", "ALTER TABLE t ADD CONSTRAINT u UNIQUE (a)", false },
        { "SM059", "ALTER TABLE t DROP COLUMN a", "CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN (SELECT max(a) FROM t); END $$", true },
        { "SM059", "ALTER TABLE t DROP COLUMN a", "CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN (SELECT max(c) FROM t); END $$", false },
        { "SM056", "ALTER TABLE t RENAME COLUMN a TO a2", "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT max(a) FROM t $$", true },
        { "SM039", "DROP INDEX CONCURRENTLY t_fk", "CREATE INDEX t_fk ON t (parent_id); ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY (parent_id) REFERENCES parent", true },
        { "SM052", "ALTER TABLE p ALTER COLUMN a TYPE bigint", "CREATE TABLE p (a int) PARTITION BY RANGE (a); CREATE TABLE p1 PARTITION OF p DEFAULT", true },
        { "SM067", "ALTER TABLE p ADD CONSTRAINT c CHECK (a > 0)", "CREATE TABLE p (a int) PARTITION BY RANGE (a); CREATE TABLE p1 PARTITION OF p DEFAULT", true },
        { "SM067", "ALTER TABLE p ADD CONSTRAINT c CHECK (a > 0)", "CREATE TABLE p (a int)", false },
        { "SM084", "CREATE OR REPLACE VIEW v AS SELECT c, id FROM t", "CREATE VIEW v AS SELECT id, a FROM t", true },
        { "SM084", "CREATE OR REPLACE VIEW v AS SELECT id, a, c FROM t", "CREATE VIEW v AS SELECT id, a FROM t", false },
        { "SM134", "ALTER TABLE missing ADD COLUMN x int", "CREATE TABLE missing (id int)", false },
        { "SM134", "ALTER TABLE t DROP COLUMN missing", "ALTER TABLE t ADD COLUMN missing int", false },
        { "SM134", "ALTER TABLE t VALIDATE CONSTRAINT ck", "ALTER TABLE t ADD CONSTRAINT ck CHECK (a > 0) NOT VALID", false },
        { "SM135", "CREATE TABLE fresh (id int)", "CREATE VIEW fresh AS SELECT 1 AS x", true },
        { "SM135", "CREATE TYPE fresh AS ENUM ('a')", "CREATE DOMAIN fresh AS int", true },
        { "SM135", "CREATE INDEX CONCURRENTLY fresh ON t (a)", "CREATE INDEX fresh ON t (c)", true },
        { "SM135", "ALTER TABLE t ADD COLUMN x int", "ALTER TABLE t ADD COLUMN x text", true },
        { "SM136", "ALTER TABLE s ADD COLUMN x int", "CREATE TABLE s (id serial); SELECT setval('s_id_seq', 2000000000)", true },
        { "SM136", "ALTER TABLE s ADD COLUMN x int", "CREATE TABLE s (id serial); SELECT setval('s_id_seq', 1000)", false },
        { "SM137", "REFRESH MATERIALIZED VIEW CONCURRENTLY m", "CREATE MATERIALIZED VIEW m AS SELECT id FROM t", true },
        { "SM137", "REFRESH MATERIALIZED VIEW CONCURRENTLY m", "CREATE MATERIALIZED VIEW m AS SELECT id FROM t; CREATE UNIQUE INDEX m_id ON m (id)", false },
        { "SM021", "ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY (parent_id) REFERENCES parent NOT VALID", "CREATE INDEX t_parent ON t (a, parent_id)", true },
        { "SM021", "ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY (parent_id) REFERENCES parent NOT VALID", "CREATE INDEX t_parent ON t (parent_id, a)", false },
        { "SM021", "CREATE INDEX CONCURRENTLY t_parent ON t (parent_id); ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY (parent_id) REFERENCES parent NOT VALID", "SELECT 1", false },
        { "SM022", "ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY (parent_id) REFERENCES parent NOT VALID", "ALTER TABLE parent ALTER COLUMN id TYPE bigint", true },
        { "SM022", "ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY (parent_id) REFERENCES parent NOT VALID", "SELECT 1", false },
        { "SM027", "ALTER TABLE u ADD CONSTRAINT u_key PRIMARY KEY USING INDEX u_a", "CREATE TABLE u (a int); CREATE UNIQUE INDEX u_a ON u (a)", true },
        { "SM027", "ALTER TABLE u ADD CONSTRAINT u_key PRIMARY KEY USING INDEX u_a", "CREATE TABLE u (a int NOT NULL); CREATE UNIQUE INDEX u_a ON u (a)", false },
        { "SM034", "CREATE INDEX CONCURRENTLY i ON p (a)", "CREATE TABLE p (a int) PARTITION BY RANGE (a)", true },
        { "SM034", "CREATE INDEX CONCURRENTLY i ON p (a)", "CREATE TABLE p (a int)", false },
        { "SM008", "ALTER TABLE t ADD COLUMN x positive", "CREATE DOMAIN positive AS int CHECK (VALUE > 0)", true },
        { "SM008", "ALTER TABLE t ADD COLUMN x positive", "CREATE DOMAIN positive AS int", false },
    };

    /// <summary>A presumption that one database confirms and another dismisses.</summary>
    public static TheoryData<string, string, string> Dismissals => new()
    {
        { "SM011", "ALTER TABLE t ALTER COLUMN a SET NOT NULL", "ALTER TABLE t ADD CONSTRAINT a_there CHECK (a IS NOT NULL)" },
        { "SM043", "ALTER TABLE t ALTER COLUMN b TYPE varchar(30)", "ALTER TABLE t ALTER COLUMN b TYPE varchar(20)" },
        { "SM043", "ALTER TABLE t ALTER COLUMN b TYPE text", "SELECT 1" },
        { "SM004", "ALTER TABLE t ADD COLUMN x int NOT NULL", "DELETE FROM t" },
        { "SM060", "DROP TABLE lonely CASCADE", "CREATE TABLE lonely (id int)" },
        { "SM101", "CREATE TABLE IF NOT EXISTS nowhere (id int)", "SELECT 1" },
        { "SM106", "ALTER TABLE t DROP CONSTRAINT t_pkey", "SELECT 1" },
    };

    public static TheoryData<string, string, string> Confirmations => new()
    {
        { "SM004", "ALTER TABLE t ADD COLUMN x int NOT NULL", "SELECT 1" },
        { "SM011", "ALTER TABLE t ALTER COLUMN a SET NOT NULL", "ALTER TABLE t ADD CONSTRAINT a_there CHECK (a IS NOT NULL) NOT VALID" },
        { "SM043", "ALTER TABLE t ALTER COLUMN b TYPE varchar(30)", "SELECT 1" },
        { "SM060", "DROP TABLE lonely CASCADE", "CREATE TABLE lonely (id int); CREATE VIEW on_lonely AS SELECT id FROM lonely" },
        { "SM101", "CREATE TABLE IF NOT EXISTS nowhere (id int)", "CREATE TABLE nowhere (other text)" },
        { "SM106", "ALTER TABLE t DROP CONSTRAINT t_pkey", "CREATE PUBLICATION feed FOR TABLE t" },
    };

    [Theory]
    [ClassData(typeof(ServerMajors))]
    public async Task What_the_catalog_alone_shows_appears_and_disappears_with_it(int major)
    {
        var wrong = new List<string>();
        foreach (var (rule, sql, change, expected) in Presence.Select(row => ((string)row[0], (string)row[1], (string)row[2], (bool)row[3])))
        {
            await using var database = await LiveDatabase.CreateAsync(major, Setup);
            await database.RunAsync(change);

            var findings = await database.ExamineAsync(sql, LiveDatabase.Touchy);

            if (findings.Any(finding => finding.RuleId == rule && finding.Verdict == FindingVerdict.Confirmed) != expected)
            {
                wrong.Add($"{rule} should be {(expected ? "there" : "absent")}: {sql} after {change}; found {string.Join(", ", findings)}");
            }
        }

        Assert.Empty(wrong);
    }

    [Theory]
    [ClassData(typeof(ServerMajors))]
    public async Task Presumptions_are_dismissed_or_confirmed(int major)
    {
        var wrong = new List<string>();
        foreach (var (row, verdict) in Dismissals.Select(row => (row, FindingVerdict.Dismissed)).Concat(Confirmations.Select(row => (row, FindingVerdict.Confirmed))))
        {
            var (rule, sql, change) = ((string)row[0], (string)row[1], (string)row[2]);
            await using var database = await LiveDatabase.CreateAsync(major, Setup);
            await database.RunAsync(change);

            var findings = (await database.ExamineAsync(sql, LiveDatabase.Touchy)).Where(finding => finding.RuleId == rule).ToList();

            if (findings.Count != 1 || findings[0].Verdict != verdict)
            {
                wrong.Add($"{rule} should be {verdict}: {sql} after {change}; found {string.Join(", ", findings.Select(finding => $"{finding.Verdict} {string.Join(" | ", finding.Evidence)}"))}");
            }
        }

        Assert.Empty(wrong);
    }

    [Theory]
    [ClassData(typeof(ServerMajors))]
    public async Task A_tiny_table_is_no_hazard_and_a_large_one_is(int major)
    {
        await using var database = await LiveDatabase.CreateAsync(major, """
            CREATE TABLE tiny (id int, a text);
            INSERT INTO tiny SELECT i, 'x' FROM generate_series(1, 12) i;
            CREATE TABLE large (id int, a text);
            INSERT INTO large SELECT i, repeat('x', 2000) FROM generate_series(1, 40000) i;
            """);

        var tiny = (await database.FindAsync("SM015", "ALTER TABLE tiny ADD CONSTRAINT c CHECK (id > 0)"))!;
        var large = (await database.FindAsync("SM015", "ALTER TABLE large ADD CONSTRAINT c CHECK (id > 0)"))!;
        var rewritten = (await database.FindAsync("SM043", "ALTER TABLE large ALTER COLUMN a TYPE bytea USING convert_to(a, 'UTF8')"))!;

        Assert.Equal((FindingVerdict.Dismissed, 12L), (tiny.Verdict, tiny.TableRows!.Value));
        Assert.False(tiny.Counts);
        Assert.Equal((FindingVerdict.Confirmed, Severity.Warning), (large.Verdict, large.Severity));
        Assert.InRange(large.TableRows!.Value, 35_000, 45_000);
        Assert.Equal((FindingVerdict.Confirmed, Severity.Danger), (rewritten.Verdict, rewritten.Severity));
        Assert.True(rewritten.Estimated > large.Estimated && large.Estimated > TimeSpan.FromMilliseconds(100));
    }

    [Theory]
    [ClassData(typeof(ServerMajors))]
    public async Task What_an_earlier_statement_creates_is_not_missing_and_nobody_waits_for_it(int major)
    {
        await using var database = await LiveDatabase.CreateAsync(major, "CREATE TABLE other (id int)");

        var findings = await database.ExamineAsync("CREATE TABLE made (id int); ALTER TABLE made ADD CONSTRAINT c CHECK (id > 0); ALTER TABLE made ADD COLUMN x int NOT NULL", LiveDatabase.Touchy);

        Assert.DoesNotContain(findings, finding => finding is { Counts: true, Severity: >= Severity.Danger });
    }

    [Theory]
    [ClassData(typeof(ServerMajors))]
    public async Task Column_numbers_run_out_and_dropped_columns_count(int major)
    {
        await using var database = await LiveDatabase.CreateAsync(major, "CREATE TABLE wide (id int)");
        const string Sql = "ALTER TABLE wide ADD COLUMN last_one int";
        Assert.Null(await database.FindAsync("SM062", Sql));

        await database.RunAsync("ALTER TABLE wide " + string.Join(", ", Enumerable.Range(1, 1599).Select(number => $"ADD COLUMN c{number} int")));
        await database.RunAsync("ALTER TABLE wide " + string.Join(", ", Enumerable.Range(1, 1590).Select(number => $"DROP COLUMN c{number}")));
        var finding = (await database.FindAsync("SM062", Sql))!;

        Assert.Equal(Severity.Error, finding.Severity);
        await Assert.ThrowsAsync<SchemaMigrate.Connections.SqlExecutionException>(() => database.RunAsync(Sql));
    }

    [Theory]
    [ClassData(typeof(ServerMajors))]
    public async Task A_reason_to_ignore_holds_for_what_only_the_database_shows(int major)
    {
        await using var database = await LiveDatabase.CreateAsync(major, Setup + "CREATE INDEX t_lower ON t (lower(b));");

        var finding = (await database.FindAsync("SM044", "-- ignore SM044: the index is small\nALTER TABLE t ALTER COLUMN b TYPE text"))!;

        Assert.Equal("the index is small", finding.IgnoredBecause);
    }
}
