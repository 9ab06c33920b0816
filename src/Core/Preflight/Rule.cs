namespace SchemaMigrate.Preflight;

/// <summary>A rule: its metadata, what it looks at, and a pure function from there to hits.</summary>
internal sealed class Rule
{
    private readonly Func<RuleContext, RuleHit?>? one;
    private readonly Func<RuleContext, IEnumerable<RuleHit>>? many;

    public Rule(RuleMetadata metadata, string[] on, Func<RuleContext, RuleHit?> examine)
        : this(metadata, on) => one = examine;

    public Rule(RuleMetadata metadata, string[] on, Func<RuleContext, IEnumerable<RuleHit>> examine)
        : this(metadata, on) => many = examine;

    /// <summary>A rule that the engine reports itself, because it is not about a statement.</summary>
    public Rule(RuleMetadata metadata)
        : this(metadata, [])
    {
    }

    private Rule(RuleMetadata metadata, string[] on) => (Metadata, On) = (metadata, on);

    public RuleMetadata Metadata { get; }

    /// <summary>
    /// What the rule looks at: node types of statements (<c>IndexStmt</c>), subtypes of ALTER TABLE commands (<c>AT_AddColumn</c>),
    /// <c>ColumnDef</c> and <c>Constraint</c> for those that make or change a table, or one of <see cref="RuleTriggers"/>.
    /// </summary>
    public IReadOnlyList<string> On { get; }

    public void Examine(RuleContext context, Action<Rule, RuleContext, RuleHit> report)
    {
        if (one is not null)
        {
            if (one(context) is { } hit)
            {
                report(this, context, hit);
            }

            return;
        }

        foreach (var hit in many?.Invoke(context) ?? [])
        {
            report(this, context, hit);
        }
    }
}
