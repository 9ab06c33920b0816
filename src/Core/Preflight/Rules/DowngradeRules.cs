namespace SchemaMigrate.Preflight;

/// <summary>The way back.</summary>
[RuleFamily]
internal static class DowngradeRules
{
    public static Rule Missing { get; } = new(new RuleMetadata("SM121", Severity.Warning, "No downgrade",
        "The revision says neither how to undo it nor that it cannot be undone.",
        "When the deployment must be taken back, somebody writes that SQL at the worst moment, untested.",
        "Add a '-- downgrade' section, even one that restores only the shape; or say so: '-- downgrade: irreversible because …'.")
    {
        AntiPattern = "No downgrade",
    });

    public static Finding? Examine(PreflightSource source, IReadOnlyList<ExaminedStatement> statements)
    {
        if (source.Downgrade is not (SourceDowngrade.Missing or SourceDowngrade.Empty) || statements.Count == 0)
        {
            return null;
        }

        var rule = Missing.Metadata;
        return new Finding
        {
            RuleId = rule.Id,
            Severity = rule.Severity,
            Title = rule.Title,
            Message = source.Downgrade == SourceDowngrade.Empty
                ? "The downgrade section has no statement in it."
                : "The revision has no downgrade section.",
            Why = rule.Why,
            SafeAlternative = rule.SafeAlternative,
            Step = statements[0].Step,
            Line = statements[0].Line,
            Column = statements[0].Column,
            Statement = statements[0].Statement.Text,
        };
    }
}
