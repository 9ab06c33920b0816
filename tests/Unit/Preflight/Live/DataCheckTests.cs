using SchemaMigrate.Preflight;
using SchemaMigrate.Tests.Fixtures;

namespace SchemaMigrate.Tests.Preflight.Live;

/// <summary>Each check of rows: it speaks when there are offending rows, and is silent when there are none.</summary>
public class DataCheckTests
{
    private const string Setup = """
        CREATE TYPE mood AS ENUM ('sad', 'ok', 'gone');
        CREATE TYPE fewer AS ENUM ('sad', 'ok');
        CREATE TABLE parent (id int PRIMARY KEY);
        CREATE TABLE t (id int PRIMARY KEY, a int, b text, n numeric(12,4), big bigint, feeling mood, at text, parent_id int);
        INSERT INTO parent SELECT generate_series(1, 10);
        INSERT INTO t SELECT i, i, 'v' || i, i, i, 'ok', '2026-01-01', 1 + i % 10 FROM generate_series(1, 50) i;
        """;

    public static TheoryData<string, string, string, long> Cases => new()
    {
        { "SM133", "ALTER TABLE t ALTER COLUMN a SET NOT NULL", "UPDATE t SET a = NULL WHERE id <= 37", 37 },
        { "SM133", "ALTER TABLE t ADD CONSTRAINT positive CHECK (a > 0 AND t.b <> ')')", "UPDATE t SET a = -1 WHERE id IN (3, 4)", 2 },
        { "SM133", "ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY (parent_id) REFERENCES parent", "UPDATE t SET parent_id = 99 WHERE id <= 3", 3 },
        { "SM133", "ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY (parent_id) REFERENCES parent (id) NOT VALID; ALTER TABLE t VALIDATE CONSTRAINT fk", "UPDATE t SET parent_id = 99 WHERE id <= 3", 3 },
        { "SM028", "ALTER TABLE t ADD CONSTRAINT u UNIQUE (a, b)", "UPDATE t SET a = 1, b = 'same' WHERE id <= 5", 1 },
        { "SM028", "CREATE UNIQUE INDEX CONCURRENTLY u ON t (lower(b) text_pattern_ops DESC, a) WHERE id < 1000", "UPDATE t SET a = 1, b = CASE WHEN id = 1 THEN 'SAME' ELSE 'same' END WHERE id <= 2", 1 },
        { "SM028", "CREATE UNIQUE INDEX u ON t USING btree (a) INCLUDE (b)", "UPDATE t SET a = 7 WHERE id IN (1, 2)", 1 },
        { "SM054", "ALTER TABLE t ALTER COLUMN b TYPE varchar(3)", "UPDATE t SET b = 'abcdef' WHERE id <= 4", 4 },
        { "SM054", "ALTER TABLE t ALTER COLUMN b TYPE varchar(3) USING b::varchar(3)", "UPDATE t SET b = 'abcdef' WHERE id <= 4", 4 },
        { "SM054", "ALTER TABLE t ALTER COLUMN big TYPE integer", "UPDATE t SET big = 3000000000 WHERE id = 1", 1 },
        { "SM054", "ALTER TABLE t ALTER COLUMN n TYPE numeric(6,4)", "UPDATE t SET n = 100 WHERE id <= 2", 2 },
        { "SM054", "ALTER TABLE t ALTER COLUMN n TYPE numeric(12,2)", "UPDATE t SET n = 1.2345 WHERE id <= 2", 2 },
        { "SM054", "ALTER TABLE t ALTER COLUMN at TYPE date USING at::date", "UPDATE t SET at = 'soon' WHERE id <= 6", 6 },
        { "SM054", "ALTER TABLE t ALTER COLUMN feeling TYPE fewer USING feeling::text::fewer", "UPDATE t SET feeling = 'gone' WHERE id <= 8", 8 },
        { "SM054", "CREATE TYPE newer AS ENUM ('sad', 'ok'); ALTER TABLE t ALTER COLUMN feeling TYPE newer USING feeling::text::newer", "UPDATE t SET feeling = 'gone' WHERE id <= 8", 8 },
    };

    [Theory]
    [ClassData(typeof(ServerMajors))]
    public async Task Offending_rows_are_foretold_and_their_absence_is_not(int major)
    {
        foreach (var (rule, sql, damage, count) in Cases.Select(row => ((string)row[0], (string)row[1], (string)row[2], (long)row[3])))
        {
            await using var database = await LiveDatabase.CreateAsync(major, Setup);

            Assert.Null(await database.FindAsync(rule, sql));
            await database.RunAsync(damage);
            var finding = await database.FindAsync(rule, sql);

            Assert.True(finding is { Verdict: FindingVerdict.Confirmed }, $"{rule} is silent on {sql}");
            var evidence = Assert.Single(finding.Evidence, each => each.Source == "data");
            Assert.True(count == evidence.Count, $"{sql}: {evidence.Text}");
            Assert.NotEmpty(evidence.Samples);
            Assert.NotEmpty(await database.Session.QueryAsync(evidence.Query!.TrimEnd(';'), row => row.FieldCount, CancellationToken.None));
        }
    }

    [Theory]
    [ClassData(typeof(ServerMajors))]
    public async Task A_check_that_is_not_validated_is_dismissed_when_every_row_satisfies_it(int major)
    {
        await using var database = await LiveDatabase.CreateAsync(major, Setup);
        const string Sql = "ALTER TABLE t ADD CONSTRAINT positive CHECK (a > 0) NOT VALID";

        Assert.Equal(FindingVerdict.Dismissed, (await database.FindAsync("SM016", Sql))!.Verdict);
        await database.RunAsync("UPDATE t SET a = -1 WHERE id = 4");
        var finding = (await database.FindAsync("SM016", Sql))!;

        Assert.Equal((FindingVerdict.Confirmed, Severity.Danger), (finding.Verdict, finding.Severity));
        Assert.Equal(["4"], finding.Evidence.Single(each => each.Source == "data").Samples);
    }

    [Theory]
    [ClassData(typeof(ServerMajors))]
    public async Task Rows_that_an_earlier_statement_will_change_are_a_warning_and_no_error(int major)
    {
        await using var database = await LiveDatabase.CreateAsync(major, Setup + "UPDATE t SET a = NULL WHERE id <= 3;");

        var finding = (await database.FindAsync("SM133", "UPDATE t SET a = 0 WHERE a IS NULL; ALTER TABLE t ALTER COLUMN a SET NOT NULL"))!;

        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Contains("changes rows before", finding.Evidence[0].Text, StringComparison.Ordinal);
    }

    [Theory]
    [ClassData(typeof(ServerMajors))]
    public async Task A_sample_refutes_and_never_proves(int major)
    {
        await using var database = await LiveDatabase.CreateAsync(major, """
            CREATE TABLE t (id int PRIMARY KEY, a int, pad text);
            INSERT INTO t SELECT i, CASE WHEN i % 2 = 0 THEN i END, repeat('x', 500) FROM generate_series(1, 20000) i;
            """);
        var sampled = new LiveOptions { SampleAboveBytes = 1, SampleBytes = 4 << 20 };

        var refuted = (await database.FindAsync("SM133", "ALTER TABLE t ALTER COLUMN a SET NOT NULL", sampled))!;
        await database.RunAsync("UPDATE t SET a = id");
        var unproven = await database.ExamineAsync("ALTER TABLE t ADD CONSTRAINT positive CHECK (a > 0) NOT VALID", sampled);

        Assert.Contains("sample", refuted.Evidence[0].Text, StringComparison.Ordinal);
        var check = unproven.Single(finding => finding.RuleId == "SM016");
        Assert.Equal(FindingVerdict.Presumed, check.Verdict);
        Assert.Contains(check.Evidence, each => each.Text.Contains("proves nothing", StringComparison.Ordinal));
    }

    [Theory]
    [ClassData(typeof(ServerMajors))]
    public async Task A_question_ends_with_its_timeout_and_calls_no_volatile_function(int major)
    {
        await using var database = await LiveDatabase.CreateAsync(major, Setup + """
            CREATE FUNCTION slow(int) RETURNS boolean LANGUAGE plpgsql STABLE AS $$ BEGIN PERFORM pg_sleep(0.2); RETURN true; END $$;
            CREATE FUNCTION dangerous(int) RETURNS boolean LANGUAGE plpgsql VOLATILE AS $$ BEGIN RAISE EXCEPTION 'was called'; END $$;
            """);
        var hurried = new LiveOptions { QueryTimeout = TimeSpan.FromMilliseconds(300) };
        var started = TimeProvider.System.GetTimestamp();

        var slow = (await database.ExamineAsync("ALTER TABLE t ADD CONSTRAINT c CHECK (slow(a)) NOT VALID", hurried)).Single(finding => finding.RuleId == "SM016");
        var elapsed = TimeProvider.System.GetElapsedTime(started);
        var refused = (await database.ExamineAsync("ALTER TABLE t ADD CONSTRAINT c CHECK (dangerous(a)) NOT VALID", hurried)).Single(finding => finding.RuleId == "SM016");

        Assert.True(elapsed < TimeSpan.FromSeconds(6), $"took {elapsed}");
        Assert.Contains(slow.Evidence, each => each.Text.Contains("longer than", StringComparison.Ordinal));
        Assert.Contains(refused.Evidence, each => each.Text.Contains("dangerous(), which is volatile", StringComparison.Ordinal));
    }
}
