namespace SchemaMigrate.Preflight;

/// <summary>Where the pages of rules are.</summary>
internal static class RulePages
{
    public static string PathOf(string ruleId) => $"docs/rules/{ruleId}.md";
}
