using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>ADD COLUMN with a constraint of its own.</summary>
[RuleFamily]
internal static class AddColumnConstraintRules
{
    public static Rule NotNull { get; } = new(new RuleMetadata("SM004", Severity.Error, "NOT NULL column without a default",
        "ADD COLUMN NOT NULL without a default fails as soon as the table has a row.",
        "It works on the empty tables of a test database and fails in production; and clients that do not name the column yet could not insert any more.",
        "Give it a default, which is free for a constant; or add it nullable, let clients write it, fill it with Start-Backfill, then set NOT NULL.")
    {
        Lock = LockMode.AccessExclusive,
        AntiPattern = "Existing data ignored",
    }, ["AT_AddColumn"], context =>
    {
        var column = context.Command.Def;
        return context.OnExistingTable && column.ConstraintOf("CONSTR_NOTNULL").Exists && !column.HasValue()
            ? new RuleHit($"{context.TableText}.{column.Name()} is NOT NULL and nothing gives the rows that are there a value.") { Column = column.Name(), At = column }
            : null;
    });

    public static Rule Check { get; } = new(new RuleMetadata("SM005", Severity.Danger, "Column with a CHECK of its own",
        "ADD COLUMN … CHECK reads the whole table, even when the column has no default and every row is NULL.",
        "The table is read from end to end under ACCESS EXCLUSIVE: nobody reads or writes it meanwhile.",
        "Add the column first; then ADD CONSTRAINT … CHECK … NOT VALID, and VALIDATE CONSTRAINT in a transaction of its own.")
    {
        Lock = LockMode.AccessExclusive,
        Scans = true,
    }, ["AT_AddColumn"], context => Hit(context, "CONSTR_CHECK", "the CHECK is tested on every row"));

    public static Rule Unique { get; } = new(new RuleMetadata("SM006", Severity.Danger, "Column with UNIQUE or PRIMARY KEY of its own",
        "ADD COLUMN … UNIQUE builds an index over the whole table.",
        "The index is built under ACCESS EXCLUSIVE: nobody reads or writes the table meanwhile.",
        "Add the column, CREATE UNIQUE INDEX CONCURRENTLY, then ADD CONSTRAINT … USING INDEX.")
    {
        Lock = LockMode.AccessExclusive,
        Scans = true,
    }, ["AT_AddColumn"], context => Hit(context, "CONSTR_UNIQUE", "an index is built over every row")
        ?? Hit(context, "CONSTR_PRIMARY", "the key's index is built over every row"));

    public static Rule References { get; } = new(new RuleMetadata("SM007", Severity.Danger, "Column with REFERENCES of its own",
        "ADD COLUMN … REFERENCES locks both tables; with a default it also checks every row.",
        "The table is locked ACCESS EXCLUSIVE and the one it refers to SHARE ROW EXCLUSIVE; with a default both are held while every row is looked up.",
        "Add the column, then ADD CONSTRAINT … FOREIGN KEY … NOT VALID, then VALIDATE CONSTRAINT in a transaction of its own.")
    {
        Lock = LockMode.AccessExclusive,
        Scans = true,
    }, ["AT_AddColumn"], context =>
    {
        var filled = context.Command.Def.HasValue();
        var hit = filled || !context.ByModule ? Hit(context, "CONSTR_FOREIGN", filled ? "every row is looked up in the other table" : "both tables are locked") : null;
        return filled || hit is null ? hit : hit with { Severity = Severity.Warning, Scans = false };
    });

    private static RuleHit? Hit(RuleContext context, string kind, string what)
    {
        var column = context.Command.Def;
        return context.OnExistingTable && column.ConstraintOf(kind) is { Exists: true } constraint
            ? new RuleHit($"{context.TableText}.{column.Name()}: {what} while the table is locked.") { Column = column.Name(), At = constraint }
            : null;
    }
}
