using SchemaMigrate.Preflight;
using SchemaMigrate.Sql;
using SchemaMigrate.Tests.Fixtures;

namespace SchemaMigrate.Tests.Preflight;

/// <summary>The examples on real servers: what a rule says of the bad one happens, and does not happen in the good one.</summary>
public class RuleExecutionTests
{
    [Theory]
    [ClassData(typeof(RuleIds))]
    public async Task The_bad_example_does_what_the_rule_says(string ruleId)
    {
        var example = RuleExample.Read(ruleId, bad: true);
        foreach (var major in PostgresFixture.Majors.Where(major => example.IsRun && example.IsFor(major)))
        {
            var examination = example.Examine(major);
            var (observed, sqlState) = await ExampleRun.RunAsync(example, examination, major);
            Assert.True(example.Fails == sqlState, $"PostgreSQL {major}: failed with {sqlState ?? "nothing"}, should be {example.Fails ?? "nothing"}");
            if (sqlState is not null)
            {
                continue;
            }

            foreach (var finding in examination.Findings.Where(finding => finding.RuleId == ruleId))
            {
                Check(finding, observed.LastOrDefault(each => each.Statement.Statement.Text == finding.Statement), major);
            }
        }
    }

    [Theory]
    [ClassData(typeof(RuleIds))]
    public async Task The_good_example_blocks_nobody_for_longer_than_a_moment(string ruleId)
    {
        var example = RuleExample.Read(ruleId, bad: false);
        foreach (var major in PostgresFixture.Majors.Where(major => example.IsRun && example.IsFor(major)))
        {
            var (observed, sqlState) = await ExampleRun.RunAsync(example, example.Examine(major), major);
            Assert.True(sqlState is null, $"PostgreSQL {major}: failed with {sqlState}");
            // A suppressed hazard is still one.
            foreach (var each in observed.Where(_ => !ruleId.StartsWith("SM9", StringComparison.Ordinal)))
            {
                Assert.True(each.Rewritten.Count == 0, $"PostgreSQL {major}: {each.Statement.Statement.Text} rewrites {string.Join(", ", each.Rewritten)}");
                // EXCLUSIVE is what REFRESH … CONCURRENTLY takes: it lets others read, and nobody writes to a materialized view.
                var blocked = each.Read.Where(relation => each.Locks.GetValueOrDefault(relation) is LockMode.Share or LockMode.ShareRowExclusive or LockMode.AccessExclusive);
                Assert.True(!blocked.Any(), $"PostgreSQL {major}: {each.Statement.Statement.Text} reads {string.Join(", ", blocked)} under a blocking lock");
            }
        }
    }

    private static void Check(Finding finding, ObservedStatement? observed, int major)
    {
        if (finding.LockMode == LockMode.None)
        {
            return;
        }

        if (observed is null)
        {
            // Outside of a transaction nothing can be watched; then the claim may only be the gentle lock of a concurrent build.
            Assert.True(finding.LockMode <= LockMode.ShareUpdateExclusive, $"PostgreSQL {major}: {finding} cannot be watched");
            return;
        }

        var text = $"PostgreSQL {major}: {finding}\nlocks: {string.Join(", ", observed.Locks)}\nrewritten: {string.Join(", ", observed.Rewritten)}\nread: {string.Join(", ", observed.Read)}";
        var table = finding.Table?.Split('.')[^1];
        Assert.True(
            table is not null && observed.Locks.ContainsKey(table) ? observed.Locks[table] >= finding.LockMode : observed.Locks.Values.Max() >= finding.LockMode,
            "The lock is not taken. " + text);
        Assert.True(!finding.Rewrites || observed.Rewritten.Count > 0, "Nothing is rewritten. " + text);
        Assert.True(!finding.Scans || observed.Read.Count > 0, "Nothing is read. " + text);
    }
}
