using SchemaMigrate.Connections;
using SchemaMigrate.Preflight;
using SchemaMigrate.Tests.Fixtures;

namespace SchemaMigrate.Tests.Preflight.Live;

/// <summary>What is called free is free, and what is called a rewrite is one: each change is examined on a database and then carried out there.</summary>
public class TypeStorageTests
{
    private static readonly (string From, string To, string Value)[] Changes =
    [
        ("varchar(50)", "varchar(100)", "'v'"), ("varchar(50)", "varchar(50)", "'v'"), ("varchar(50)", "varchar", "'v'"), ("varchar(50)", "text", "'v'"), ("varchar(50)", "varchar(30)", "'v'"),
        ("varchar", "varchar(30)", "'v'"), ("varchar", "text", "'v'"), ("text", "varchar", "'v'"), ("text", "varchar(30)", "'v'"), ("char(5)", "char(5)", "'v'"), ("char(5)", "char(8)", "'v'"),
        ("char(5)", "text", "'v'"), ("char(5)", "varchar(5)", "'v'"), ("numeric(10,2)", "numeric(12,2)", "1"), ("numeric(10,2)", "numeric", "1"), ("numeric(10,2)", "numeric(12,4)", "1"),
        ("numeric(10,2)", "numeric(8,2)", "1"), ("numeric", "numeric(10,2)", "1"), ("numeric(10,2)", "numeric(10,2)", "1"), ("timestamp(3)", "timestamp(6)", "now()"), ("timestamp(3)", "timestamp", "now()"),
        ("timestamp", "timestamp(0)", "now()"), ("timestamp", "timestamptz", "now()"), ("timestamptz", "timestamp", "now()"), ("timestamp", "timestamptz(3)", "now()"), ("timestamp(3)", "timestamptz", "now()"),
        ("timestamp(6)", "timestamptz(6)", "now()"), ("timestamptz(3)", "timestamptz", "now()"), ("time(3)", "time", "now()"), ("interval(3)", "interval", "'1s'"), ("interval", "interval(3)", "'1s'"),
        ("varbit(5)", "varbit(8)", "B'1'"), ("varbit(5)", "varbit", "B'1'"), ("varbit(8)", "varbit(5)", "B'1'"), ("bit(5)", "varbit(5)", "B'10101'"),
        ("cidr", "inet", "'10.0.0.0/8'"), ("inet", "cidr", "'10.0.0.0/8'"), ("int", "bigint", "1"), ("bigint", "int", "1"), ("int", "int", "1"), ("int", "numeric", "1"), ("smallint", "int", "1"),
        ("real", "double precision", "1"), ("json", "jsonb", "'{}'"), ("jsonb", "json", "'{}'"), ("xml", "text", "'<a/>'"), ("date", "timestamp", "now()"), ("plain_text", "text", "'v'"),
        ("text", "plain_text", "'v'"), ("short_text", "text", "'v'"), ("text", "short_text", "'v'"), ("mood", "text", "'ok'"), ("varchar(5)[]", "varchar(8)[]", "'{}'"),
        ("oid", "int", "1"), ("int", "oid", "1"), ("bytea", "text", "'v'"), ("\"char\"", "text", "'v'"), ("name", "text", "'v'"), ("text", "name", "'v'"), ("money", "numeric", "'1'"),
    ];

    [Theory]
    [ClassData(typeof(ServerMajors))]
    public async Task Every_verdict_on_a_change_of_type_is_borne_out(int major)
    {
        var wrong = new List<string>();
        foreach (var zone in new[] { "UTC", "Europe/Berlin" })
        {
            await using var database = await LiveDatabase.CreateAsync(major, "CREATE DOMAIN plain_text AS text; CREATE DOMAIN short_text AS text CHECK (length(VALUE) < 9); CREATE TYPE mood AS ENUM ('ok')");
            await database.RunAsync($"SET timezone = '{zone}'");
            foreach (var (from, to, value) in Changes)
            {
                await database.RunAsync($"CREATE TABLE t (a {from}); INSERT INTO t VALUES ({value})");
                var sql = $"ALTER TABLE t ALTER COLUMN a TYPE {to}";
                var findings = (await database.ExamineAsync(sql, LiveDatabase.Touchy)).Where(finding => finding.RuleId is "SM043" or "SM047" or "SM050").ToList();
                var before = await FileAsync(database);
                try
                {
                    await database.RunAsync(sql);
                }
                catch (SqlExecutionException exception) when (exception.SqlState is "42804")
                {
                    // There is no cast without USING; nothing is claimed about that.
                    await database.RunAsync("DROP TABLE t");
                    continue;
                }

                var rewritten = before != await FileAsync(database);
                if (findings.Count == 0 ? rewritten && !to.StartsWith("timestamp", StringComparison.Ordinal) : findings.TrueForAll(finding => finding.Verdict == FindingVerdict.Dismissed) == rewritten)
                {
                    wrong.Add($"{from} to {to} in {zone} {(rewritten ? "rewrites" : "is free")}: {string.Join("; ", findings.Select(finding => $"{finding.RuleId} {finding.Verdict}"))}");
                }

                await database.RunAsync("DROP TABLE t");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    private static async Task<long> FileAsync(LiveDatabase database) =>
        await database.Session.ScalarAsync<long>("SELECT pg_relation_filenode('t')::bigint", CancellationToken.None);
}
