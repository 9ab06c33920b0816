using System.Collections.Frozen;
using SchemaMigrate.Errors;
using SchemaMigrate.Projects;

namespace SchemaMigrate.Preflight;

/// <summary>The rules that are on, by what they look at.</summary>
internal sealed class RuleSet
{
    private readonly FrozenDictionary<string, Rule[]> byTrigger;
    private readonly IReadOnlyDictionary<string, ConfiguredSeverity> configured;

    public RuleSet(PreflightOptions options)
    {
        configured = options.RuleSeverities;
        if (configured.Keys.FirstOrDefault(id => RuleCatalog.Find(id) is null) is { } unknown)
        {
            throw new MigrationException(PreflightErrors.RuleUnknown, $"A severity is set for the rule '{unknown}', and there is no such rule.") { Target = unknown };
        }

        byTrigger = RuleCatalog.All
            .Where(rule => !rule.Metadata.NeedsFacts && IsOn(rule.Metadata))
            .SelectMany(rule => rule.On.Select(trigger => (trigger, rule)))
            .GroupBy(pair => pair.trigger, pair => pair.rule)
            .ToFrozenDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);
        Columns = On(RuleTriggers.Column);
        Constraints = On(RuleTriggers.Constraint);
        EveryStatement = On(RuleTriggers.EveryStatement);
        End = On(RuleTriggers.End);
    }

    public Rule[] Columns { get; }

    public Rule[] Constraints { get; }

    public Rule[] EveryStatement { get; }

    public Rule[] End { get; }

    public Rule[] On(string trigger) => byTrigger.TryGetValue(trigger, out var rules) ? rules : [];

    /// <summary>Whether findings of a rule are wanted.</summary>
    public bool IsOn(RuleMetadata rule) => configured.TryGetValue(rule.Id, out var severity) ? severity != ConfiguredSeverity.Off : !rule.OptIn;

    /// <summary>The severity of a finding: what the project says, else the hit's own, else the rule's.</summary>
    public Severity SeverityOf(RuleMetadata rule, Severity? own) => configured.TryGetValue(rule.Id, out var severity)
        ? severity switch
        {
            ConfiguredSeverity.Info => Severity.Info,
            ConfiguredSeverity.Warning => Severity.Warning,
            ConfiguredSeverity.Danger => Severity.Danger,
            _ => Severity.Error,
        }
        : own ?? rule.Severity;
}
