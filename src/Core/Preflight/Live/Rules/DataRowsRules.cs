namespace SchemaMigrate.Preflight;

/// <summary>What only the rows can tell.</summary>
[RuleFamily]
internal static class DataRowsRules
{
    private const string Fails = "The statement fails, after it has read its way through the table under its lock; in a test database without such rows it works.";

    public static Rule Duplicates { get; } = new(new RuleMetadata("SM028", Severity.Error, "Duplicates where there shall be none",
        "Rows exist that a unique index or key would not allow.",
        "The build fails; a concurrent one leaves an invalid index behind that slows every write.",
        "Remove the duplicates first: keep one row of each group by a rule that is certain, such as the lowest key, and set the others aside.")
    {
        NeedsFacts = true,
        AntiPattern = "Existing data ignored",
    });

    public static Rule Uncastable { get; } = new(new RuleMetadata("SM054", Severity.Error, "Values that do not fit the new type",
        "Rows have values that the new type cannot hold, or that are cut or rounded on the way.", Fails + " Where an explicit cast cuts values it succeeds, and they are lost.",
        "Correct or set aside these rows first; or fill a column of the new type in batches, with a rule for what does not fit.")
    {
        NeedsFacts = true,
        AntiPattern = "Existing data ignored",
    });

    public static Rule Violators { get; } = new(new RuleMetadata("SM133", Severity.Error, "Rows break the new rule",
        "Rows exist that a NOT NULL, a CHECK or a foreign key which is about to be tested does not allow.", Fails,
        "Correct these rows first, in batches with Start-Backfill; the query in the evidence shows them all.")
    {
        NeedsFacts = true,
        AntiPattern = "Existing data ignored",
    });
}
