using SchemaMigrate.Preflight;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Tests.Preflight;

public class RuleExampleTests
{
    private static readonly int[] Majors = [12, 15, 16, 17, 18];

    [Theory]
    [ClassData(typeof(RuleIds))]
    public void A_bad_example_is_flagged_at_the_right_lines(string ruleId)
    {
        var example = RuleExample.Read(ruleId, bad: true);
        var majors = Majors.Append(14).Where(example.IsFor).ToList();
        Assert.NotEmpty(majors);
        foreach (var major in majors)
        {
            var lines = example.Examine(major).Findings.Where(finding => finding.RuleId == ruleId).Select(finding => finding.Line).ToList();
            Assert.True(example.FlaggedLines.SequenceEqual(lines), $"PostgreSQL {major}: flagged are lines [{string.Join(", ", lines)}], should be [{string.Join(", ", example.FlaggedLines)}]");
        }
    }

    [Theory]
    [ClassData(typeof(RuleIds))]
    public void A_good_example_is_silent(string ruleId)
    {
        var example = RuleExample.Read(ruleId, bad: false);
        foreach (var major in Majors.Append(14).Where(example.IsFor))
        {
            var findings = example.Examine(major).Findings.Where(finding => finding.Counts && (finding.RuleId == ruleId || finding.Severity >= Severity.Warning));
            Assert.True(!findings.Any(), $"PostgreSQL {major}: {string.Join("; ", findings)}");
        }
    }

    [Theory]
    [ClassData(typeof(RuleIds))]
    public void A_rule_tells_everything_that_its_page_needs(string ruleId)
    {
        var rule = RuleCatalog.Find(ruleId)!;
        Assert.Matches("^SM[0-9]{3}$", rule.Id);
        Assert.All(new[] { rule.Hazard, rule.Why, rule.SafeAlternative }, text => Assert.EndsWith(".", text, StringComparison.Ordinal));
        Assert.False(rule.Title.EndsWith('.'));
    }

    [Fact]
    public void Every_rule_family_is_found_and_no_id_is_given_twice()
    {
        var families = typeof(RuleCatalog).Assembly.GetTypes().Where(type => type.IsDefined(typeof(RuleFamilyAttribute), inherit: false)).ToList();
        var withRules = typeof(RuleCatalog).Assembly.GetTypes()
            .Where(type => type.GetProperties(System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.Public).Any(property => property.PropertyType == typeof(Rule)));
        Assert.Equal(families.ToHashSet(), withRules.ToHashSet());
        Assert.Equal(RuleCatalog.Rules.Count, RuleCatalog.Rules.Select(rule => rule.Id).Distinct().Count());
        Assert.True(RuleCatalog.Rules.Count >= 110);
    }

    [Fact]
    public void No_rule_changes_a_lock_that_it_claims_without_a_mode()
    {
        Assert.All(RuleCatalog.Rules.Where(rule => rule.Rewrites), rule => Assert.Equal(LockMode.AccessExclusive, rule.Lock));
    }

    [Fact]
    public void The_five_anti_patterns_have_their_names()
    {
        Assert.Equal(
            ["Existing data ignored", "Implicit type conversion", "Large transaction", "Mixed schema and data", "No downgrade"],
            RuleCatalog.Rules.Select(rule => rule.AntiPattern).OfType<string>().Distinct().Order());
    }
}
