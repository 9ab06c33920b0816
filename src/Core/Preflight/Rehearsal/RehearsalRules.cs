namespace SchemaMigrate.Preflight;

/// <summary>What only a rehearsal shows.</summary>
[RuleFamily]
internal static class RehearsalRules
{
    public static Rule NotRestored { get; } = new(new RuleMetadata("SM140", Severity.Danger, "Downgrade does not restore",
        "After upgrade and downgrade in the rehearsal the schema is not what it was before.",
        "Whoever takes the deployment back believes to have the old schema and has another one; the next upgrade may fail on what is left.",
        "Complete the downgrade section; the evidence lists what differs.")
    {
        NeedsFacts = true,
    });

    public static Rule Fails { get; } = new(new RuleMetadata("SM141", Severity.Error, "Statement fails in the rehearsal",
        "PostgreSQL refused the statement when it was run on a copy of the schema.",
        "It will fail in the same way on the real database.",
        "Correct the statement; the evidence has the server's message.")
    {
        NeedsFacts = true,
    });

    public static Rule DowngradeFails { get; } = new(new RuleMetadata("SM142", Severity.Danger, "Downgrade fails in the rehearsal",
        "PostgreSQL refused a statement of the downgrade right after the upgrade.",
        "The way back is needed when something else has gone wrong already.",
        "Correct the downgrade section; the evidence has the server's message.")
    {
        NeedsFacts = true,
    });

    public static Rule LockDiffers { get; } = new(new RuleMetadata("SM143", Severity.Warning, "Prediction and rehearsal differ",
        "The statement took another lock, or rewrote another table, than this product had predicted.",
        "The prediction is wrong for this statement and server: that is a defect of SchemaMigrate, not of the revision.",
        "Trust the rehearsal. Please report the statement with the version of the server.")
    {
        NeedsFacts = true,
    });

    public static Rule NotRepeatable { get; } = new(new RuleMetadata("SM144", Severity.Warning, "Second upgrade gives another schema",
        "Upgrade, downgrade and upgrade again end in another schema than the first upgrade.",
        "A database that was taken back once is different from one that was not.",
        "Make the downgrade complete, or the upgrade independent of what the downgrade leaves.")
    {
        NeedsFacts = true,
    });
}
