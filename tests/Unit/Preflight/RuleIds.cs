using SchemaMigrate.Preflight;

namespace SchemaMigrate.Tests.Preflight;

/// <summary>Theory data: every rule that text alone can see.</summary>
public sealed class RuleIds : TheoryData<string>
{
    public RuleIds()
    {
        foreach (var rule in RuleCatalog.Rules.Where(rule => !rule.NeedsFacts))
        {
            Add(rule.Id);
        }
    }
}
