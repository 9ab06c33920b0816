using SchemaMigrate.Preflight;

namespace SchemaMigrate.Tests.Preflight;

/// <summary>docs/rules says what the rules say. Run once with SCHEMAMIGRATE_WRITE_DOCS=1 to write it anew.</summary>
public class RulePageTests
{
    private static readonly string Folder = Path.GetDirectoryName(RuleExample.Folder)!;

    [Fact]
    public void Every_rule_has_its_page_and_there_are_no_others()
    {
        var pages = RuleCatalog.Rules.ToDictionary(rule => $"{rule.Id}.md", RulePage.Of);
        pages.Add("README.md", RulePage.Index());
        if (Environment.GetEnvironmentVariable("SCHEMAMIGRATE_WRITE_DOCS") == "1")
        {
            foreach (var (name, text) in pages)
            {
                File.WriteAllText(Path.Combine(Folder, name), text);
            }
        }

        Assert.Equal(pages.Keys.Order(StringComparer.Ordinal), Directory.GetFiles(Folder, "*.md").Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal));
        Assert.All(pages, page => Assert.True(File.ReadAllText(Path.Combine(Folder, page.Key)) == page.Value, $"{page.Key} is not what the rule says"));
        Assert.Equal(
            RuleCatalog.Rules.Where(rule => !rule.NeedsFacts).Select(rule => rule.Id),
            Directory.GetDirectories(RuleExample.Folder).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal));
    }
}
