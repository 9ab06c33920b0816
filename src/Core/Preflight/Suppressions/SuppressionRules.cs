namespace SchemaMigrate.Preflight;

/// <summary>Rules about suppressions.</summary>
[RuleFamily]
internal static class SuppressionRules
{
    public static Rule Unused { get; } = new(new RuleMetadata("SM901", Severity.Warning, "Unused suppression",
        "A comment ignores a rule that has nothing to say about the statement below it.",
        "It suggests a hazard that is not there, and will silently swallow one that comes later.",
        "Remove the comment, or move it to the line above the statement that it is about."));

    public static Rule Reasonless { get; } = new(new RuleMetadata("SM902", Severity.Warning, "Suppression without a reason",
        "A comment asks to ignore a rule and does not say why; it is not followed.",
        "Whoever reads the revision later cannot tell a decision from a shortcut.",
        "Write the reason behind a colon: -- ignore SM031: the table has 12 rows."));

    public static Rule Unknown { get; } = new(new RuleMetadata("SM903", Severity.Warning, "Suppression of an unknown rule",
        "A comment asks to ignore a rule that does not exist.",
        "The finding that it was meant for is still reported.",
        "Correct the rule's id; Get-MigrationRule lists them."));

    public static IEnumerable<Finding> Examine(IReadOnlyList<Suppression> suppressions, RuleSet rules)
    {
        foreach (var suppression in suppressions)
        {
            foreach (var id in suppression.Rules)
            {
                var known = RuleCatalog.Find(id);
                if (known is null)
                {
                    if (Make(Unknown, suppression, rules, $"There is no rule {id}.") is { } unknown)
                    {
                        yield return unknown;
                    }
                }
                else if (suppression.Reason.Length == 0)
                {
                    if (Make(Reasonless, suppression, rules, $"{id} is to be ignored without a reason.") is { } reasonless)
                    {
                        yield return reasonless;
                    }
                }
                // What only a live database can show, the text alone cannot call unused.
                else if (!known.NeedsFacts && rules.IsOn(known) && !suppression.Used.Contains(id)
                    && Make(Unused, suppression, rules, $"{id} finds nothing in the statement below this comment.") is { } unused)
                {
                    yield return unused;
                }
            }
        }
    }

    private static Finding? Make(Rule rule, Suppression suppression, RuleSet rules, string message) => !rules.IsOn(rule.Metadata) ? null : new Finding
    {
        RuleId = rule.Metadata.Id,
        Severity = rules.SeverityOf(rule.Metadata, null),
        Title = rule.Metadata.Title,
        Message = message,
        Why = rule.Metadata.Why,
        SafeAlternative = rule.Metadata.SafeAlternative,
        Line = suppression.Line,
        Column = suppression.Column,
        Statement = suppression.Text,
    };
}
