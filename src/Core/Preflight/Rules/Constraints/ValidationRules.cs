using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>Validation.</summary>
[RuleFamily]
internal static class ValidationRules
{
    public static Rule SameTransaction { get; } = new(new RuleMetadata("SM017", Severity.Danger, "VALIDATE in the transaction that adds the constraint",
        "VALIDATE CONSTRAINT runs while the lock that ADD CONSTRAINT took is still held.",
        "Adding NOT VALID and validating apart is meant to scan under a weak lock; in one transaction the strong lock stays until the scan is done.",
        "Write VALIDATE CONSTRAINT as a statement of its own: in a revision the runner commits before it, in a script write COMMIT.")
    {
        Lock = LockMode.AccessExclusive,
        Scans = true,
    }, ["AT_ValidateConstraint"], context =>
    {
        if (!context.OnExistingTable || !context.State.InTransaction)
        {
            return null;
        }

        var constraint = context.State.Find(context.Table!.Value)?.Constraint(context.Command.Name);
        return constraint is not null && constraint.AddedBy.Step == context.State.Step && context.State.LockOn(context.Table!.Value) is { Mode: >= LockMode.ShareRowExclusive } held
            ? new RuleHit($"{context.Command.Name} is validated while {context.TableText} is still locked {LockText.Of(held.Mode)} by {constraint.AddedBy.Spot}.")
            {
                Lock = held.Mode,
                Object = QualifiedName.Of(null, context.Command.Name),
            }
            : null;
    });

    public static Rule Enforced { get; } = new(new RuleMetadata("SM129", Severity.Danger, "Constraint made ENFORCED",
        "ALTER CONSTRAINT … ENFORCED checks every row.",
        "The table is locked ACCESS EXCLUSIVE and the one it refers to SHARE ROW EXCLUSIVE until every row was looked up.",
        "Drop the constraint and add it again NOT VALID; then VALIDATE CONSTRAINT in a transaction of its own.")
    {
        Lock = LockMode.AccessExclusive,
        Scans = true,
        Versions = "18 and later.",
    }, ["AT_AlterConstraint"], context => context.OnExistingTable && context.Command.Def.Flag("alterEnforceability") && context.Command.Def.Flag("is_enforced")
        ? new RuleHit($"Every row of {context.TableText} is checked while the table is locked.")
        : null);
}
