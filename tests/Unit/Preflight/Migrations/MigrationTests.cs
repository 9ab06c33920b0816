using SchemaMigrate.Preflight;
using SchemaMigrate.Sql;
using SchemaMigrate.Tests.Fixtures;

namespace SchemaMigrate.Tests.Preflight.Migrations;

/// <summary>Migrations as Rails, Django, Flyway, Alembic, Entity Framework and people write them: what is found in them, and what servers really do.</summary>
public class MigrationTests
{
    [Theory]
    [ClassData(typeof(MigrationNames))]
    public void What_is_found_is_what_there_is_to_find(string name)
    {
        var file = MigrationFile.Read(name);
        foreach (var major in PostgresFixture.Majors.Where(file.Example.IsFor))
        {
            Assert.Equal(file.Expected, MigrationFile.Found(file.Example.Examine(major)));
        }
    }

    [Theory]
    [ClassData(typeof(MigrationNames))]
    public async Task Nothing_that_blocks_on_a_server_goes_unmentioned_and_nothing_is_mentioned_that_does_not(string name)
    {
        var file = MigrationFile.Read(name);
        foreach (var major in PostgresFixture.Majors.Where(major => file.Example.IsRun && file.Example.IsFor(major)))
        {
            var examination = file.Example.Examine(major);
            var (observed, sqlState) = await ExampleRun.RunAsync(file.Example, examination, major);
            Assert.Equal(file.Example.Fails, sqlState);
            var before = new Dictionary<int, ObservedStatement>();
            foreach (var each in observed)
            {
                Compare(major, each, before.GetValueOrDefault(each.Statement.Step), [.. examination.Findings.Where(finding => finding.Statement == each.Statement.Statement.Text)]);
                before[each.Statement.Step] = each;
            }
        }
    }

    /// <summary>What a statement did beyond the ones before it in its transaction, against what is said of it.</summary>
    private static void Compare(int major, ObservedStatement observed, ObservedStatement? before, IReadOnlyList<Finding> findings)
    {
        var rewritten = observed.Rewritten.Except(before?.Rewritten ?? []).ToList();
        var read = observed.Read.Except(before?.Read ?? []).Where(table => observed.Locks.GetValueOrDefault(table) is LockMode.Share or LockMode.ShareRowExclusive or LockMode.AccessExclusive).ToList();
        var text = $"PostgreSQL {major}: {observed.Statement.Statement.Text}\nrewrites {string.Join(", ", rewritten)}; reads {string.Join(", ", read)}\n{string.Join('\n', findings)}";

        Assert.True(rewritten.Count == 0 || findings.Any(finding => finding.Rewrites || finding.RuleId == "SM043"), "A rewrite goes unmentioned. " + text);
        Assert.True(read.Count == 0 || findings.Any(finding => finding.Scans || finding.Rewrites || finding.RuleId is "SM043" or "SM090" or "SM094"), "A scan under a blocking lock goes unmentioned. " + text);
        Assert.All(findings.Where(finding => finding.Severity >= Severity.Danger && finding.Rewrites), _ => Assert.True(observed.Rewritten.Count > 0, "Nothing is rewritten. " + text));
    }
}
