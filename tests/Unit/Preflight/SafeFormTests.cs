using SchemaMigrate.Preflight;
using SchemaMigrate.Tests.Fixtures;
using SchemaMigrate.Tests.Preflight.Live;

namespace SchemaMigrate.Tests.Preflight;

/// <summary>What a finding says to do instead can be copied: it runs, and what it leads to is the same.</summary>
public class SafeFormTests
{
    private const string Setup = """
        CREATE TABLE parent (id int PRIMARY KEY);
        CREATE TABLE "Order" (id int, "Code" text, parent_id int);
        CREATE TABLE t (id int, a int, b text, parent_id int);
        CREATE INDEX old ON t (b);
        """;

    [Theory]
    [InlineData("SM031", "CREATE INDEX i ON t (a)", "CREATE INDEX CONCURRENTLY i ON t (a).")]
    [InlineData("SM031", "create unique index if not exists i on t (a, lower(b)) where a > 0", "create unique index CONCURRENTLY i on t (a, lower(b)) where a > 0.")]
    [InlineData("SM031", "CREATE INDEX ON t (a)", "CREATE INDEX CONCURRENTLY ON t (a).")]
    [InlineData("SM038", "DROP INDEX IF EXISTS old", "DROP INDEX CONCURRENTLY IF EXISTS old.")]
    [InlineData("SM038", "DROP INDEX old, other", "DROP INDEX CONCURRENTLY.")]
    [InlineData("SM015", "ALTER TABLE t ADD CONSTRAINT ck CHECK (a > 0)", "ALTER TABLE t ADD CONSTRAINT ck CHECK (a > 0) NOT VALID; then, in a transaction of its own, ALTER TABLE \"t\" VALIDATE CONSTRAINT \"ck\".")]
    [InlineData("SM055", "ALTER TABLE t RENAME COLUMN a TO z", "Rename-MigrationColumn t a z -Online keeps both names in step until no client uses the old one.")]
    public void The_advice_has_the_names_of_the_statement(string rule, string sql, string advice) =>
        Assert.Equal(advice, Finding(rule, sql, 18).SafeAlternative);

    [Theory]
    [ClassData(typeof(ServerMajors))]
    public async Task The_advice_runs_and_leads_where_the_statement_led(int major)
    {
        foreach (var (rule, sql) in new[]
        {
            ("SM031", "CREATE UNIQUE INDEX i ON \"Order\" (\"Code\")"),
            ("SM038", "DROP INDEX old"),
            ("SM015", "ALTER TABLE \"Order\" ADD CONSTRAINT \"Ck\" CHECK (id > 0)"),
            ("SM019", "ALTER TABLE \"Order\" ADD CONSTRAINT fk FOREIGN KEY (parent_id) REFERENCES parent DEFERRABLE INITIALLY DEFERRED"),
            ("SM026", "ALTER TABLE t ADD CONSTRAINT u UNIQUE (a, b)"),
            ("SM026", "ALTER TABLE t ADD UNIQUE (a, b)"),
            ("SM026", "ALTER TABLE t ADD PRIMARY KEY (id)"),
        })
        {
            await using var direct = await LiveDatabase.CreateAsync(major, Setup);
            await using var advised = await LiveDatabase.CreateAsync(major, Setup);
            await direct.RunAsync(sql);
            await advised.RunAsync(Finding(rule, sql, major).SafeAlternative.TrimEnd('.').Replace("; then, in a transaction of its own, ", "; ", StringComparison.Ordinal));

            Assert.Equal(await SchemaMigrate.Catalog.SchemaSnapshotReader.ReadAsync(direct.Session, []), await SchemaMigrate.Catalog.SchemaSnapshotReader.ReadAsync(advised.Session, []));
        }
    }

    [Theory]
    [ClassData(typeof(ServerMajors))]
    public async Task The_way_to_NOT_NULL_runs_on_each_version(int major)
    {
        await using var database = await LiveDatabase.CreateAsync(major, Setup);
        var advice = Finding("SM011", "ALTER TABLE t ALTER COLUMN a SET NOT NULL", major).SafeAlternative;

        Assert.StartsWith("Set-MigrationColumn t a -NotNull does it without a long lock. By hand: ", advice, StringComparison.Ordinal);
        await database.RunAsync(advice.Split("By hand: ")[1].Replace("; each committed before the next.", "", StringComparison.Ordinal));
        Assert.True(await database.Session.ScalarAsync<bool>("SELECT attnotnull FROM pg_attribute WHERE attrelid = 't'::regclass AND attname = 'a'", CancellationToken.None));
        Assert.DoesNotContain("Set-MigrationColumn", Finding("SM011", "ALTER TABLE \"Order\" ALTER COLUMN \"Code\" SET NOT NULL", major).SafeAlternative, StringComparison.Ordinal);
    }

    private static Finding Finding(string rule, string sql, int major) =>
        new PreflightEngine(new PreflightOptions { Server = new ServerVersion(major) }).Examine(new PreflightSource([new SourcePart(sql)], SourceRunner.Module)).Findings.First(finding => finding.RuleId == rule);
}
