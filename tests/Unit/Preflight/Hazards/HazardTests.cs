using SchemaMigrate.Preflight;
using SchemaMigrate.Projects;
using SchemaMigrate.Tests.Fixtures;
using SchemaMigrate.Tests.Preflight.Live;

namespace SchemaMigrate.Tests.Preflight.Hazards;

/// <summary>Nothing that is known to hurt goes unseen: each hazard is shown by statements, on a server where the text does not tell.</summary>
public class HazardTests
{
    private const string Setup = """
        CREATE TABLE parent (id int PRIMARY KEY, code int UNIQUE);
        CREATE TABLE t (id int PRIMARY KEY, a int, b varchar(50), c int, parent_id int);
        INSERT INTO parent SELECT i, i FROM generate_series(1, 10) i;
        INSERT INTO t SELECT i, i, 'v' || i, 1 + i % 10, 1 FROM generate_series(1, 50) i;
        """;

    [Fact]
    public void Every_hazard_is_listed_with_a_rule_that_sees_it_or_the_reason_why_none_can()
    {
        Assert.Equal(Enumerable.Range(1, 115), HazardList.All.Select(hazard => hazard.Number));
        Assert.All(HazardList.All, hazard => Assert.True(hazard.Cases.Count > 0, $"{hazard.Number} {hazard.Title}: nothing shows it"));
        Assert.All(HazardList.Cases("text", "live", "sure", "gone", "test"), each => Assert.NotNull(RuleCatalog.Find(each.Rule)));
    }

    [Fact]
    public void Every_rule_that_needs_facts_is_shown_on_a_database()
    {
        var shown = HazardList.Cases("live", "sure", "test").Select(each => each.Rule).ToHashSet();
        // Shown by ServerCheckTests and by the tests of the rehearsal.
        var elsewhere = new[] { "SM138", "SM140", "SM141", "SM142", "SM143", "SM144" };

        Assert.Empty(RuleCatalog.Rules.Where(rule => rule.NeedsFacts).Select(rule => rule.Id).Except(shown).Except(elsewhere).Except(CatalogCheckTests.RulesShown));
    }

    [Fact]
    public void What_takes_more_than_a_statement_has_a_test()
    {
        foreach (var each in HazardList.Cases("test"))
        {
            var parts = each.Text.Split('.');
            var method = typeof(ActivityCheckTests).Assembly.GetType($"{typeof(ActivityCheckTests).Namespace}.{parts[0]}")?.GetMethod(parts[1]);
            Assert.True(method?.GetCustomAttributes(typeof(FactAttribute), inherit: false).Length > 0, $"{each.Number}: there is no test {each.Text}");
        }
    }

    [Fact]
    public void The_text_alone_shows_what_it_can_show()
    {
        var unseen = HazardList.Cases("text").Where(each => !IsSeen(each)).Select(each => $"{each.Number} {each.Rule} is silent on {each.Text}").ToList();

        Assert.True(unseen.Count == 0, string.Join('\n', unseen));
    }

    [Theory]
    [ClassData(typeof(ServerMajors))]
    public async Task A_database_shows_confirms_and_dismisses_the_rest(int major)
    {
        var wrong = new List<string>();
        foreach (var each in HazardList.Cases("live", "sure", "gone").Where(each => each.IsFor(major)))
        {
            await using var database = await LiveDatabase.CreateAsync(major, Setup);
            if (each.Depth == "live" && each.Setup != "SELECT 1" && (await database.ExamineAsync(each.Text, LiveDatabase.Touchy)).Any(finding => finding.RuleId == each.Rule && finding.Verdict == FindingVerdict.Confirmed))
            {
                wrong.Add($"{each.Number} {each.Rule} speaks without {each.Setup}, too: {each.Text}");
            }

            await database.RunAsync(each.Setup);

            var findings = (await database.ExamineAsync(each.Text, LiveDatabase.Touchy)).Where(finding => finding.RuleId == each.Rule).ToList();

            var verdict = each.Depth == "gone" ? FindingVerdict.Dismissed : FindingVerdict.Confirmed;
            if (!(each.Depth == "gone" ? (findings.Count > 0 || !IsSeen(each)) && findings.TrueForAll(finding => finding.Verdict == verdict) : findings.Exists(finding => finding.Verdict == verdict)))
            {
                wrong.Add($"{each.Number} {each.Rule} should be {verdict}: {each.Setup} => {each.Text}; found {string.Join("; ", findings.Select(finding => $"{finding.Verdict} {string.Join(" | ", finding.Evidence)}"))}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    private static bool IsSeen(HazardCase each)
    {
        var server = each.Server is { } text && ServerVersion.TryParse(text, out var given) ? given : new ServerVersion(16);
        var options = new PreflightOptions { Server = server };
        if (RuleCatalog.Find(each.Rule) is { OptIn: true })
        {
            options = options with { RuleSeverities = new Dictionary<string, ConfiguredSeverity> { [each.Rule] = ConfiguredSeverity.Warning } };
        }

        return new PreflightEngine(options).Examine(each.Source).Findings.Any(finding => finding.RuleId == each.Rule && finding.Counts);
    }
}
