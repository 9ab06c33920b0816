using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>Adding foreign keys.</summary>
[RuleFamily]
internal static class ForeignKeyRules
{
    public static Rule Validated { get; } = new(new RuleMetadata("SM019", Severity.Danger, "Foreign key added and validated at once",
        "ADD FOREIGN KEY looks up every row of the table in the other one.",
        "Both tables are locked SHARE ROW EXCLUSIVE until that is done: nobody writes to either.",
        "ADD CONSTRAINT … NOT VALID, then VALIDATE CONSTRAINT in a transaction of its own.")
    {
        Lock = LockMode.ShareRowExclusive,
        Scans = true,
    }, ["AT_AddConstraint"], context => IsNew(context) is { } key && !key.Flag("skip_validation")
        ? new RuleHit($"Every row of {context.TableText} is looked up in {Other(key)} while nobody can write to either.") { At = key, SafeAlternative = SafeForms.NotValid(context) }
        : null);

    public static Rule NotValidPartitioned { get; } = new(new RuleMetadata("SM020", Severity.Error, "NOT VALID foreign key on a partitioned table",
        "A foreign key of a partitioned table cannot be added NOT VALID before PostgreSQL 18.",
        "The statement fails.",
        "Add the key NOT VALID on each partition and validate it there; then add it on the parent, which finds the partitions' keys and takes them over.")
    {
        Lock = LockMode.ShareRowExclusive,
        Versions = "Up to 17.",
    }, ["AT_AddConstraint"], context => context.Major < 18 && context.Command.Def.Text("contype") == "CONSTR_FOREIGN" && context.Command.Def.Flag("skip_validation")
            && context.Table is { } table && context.State.Find(table) is { Partitioned: true }
        ? new RuleHit($"{context.TableText} is partitioned: PostgreSQL {context.Major} refuses a NOT VALID foreign key there.") { At = context.Command.Def }
        : null);

    public static Rule Several { get; } = new(new RuleMetadata("SM023", Severity.Warning, "Several foreign keys in one transaction",
        "Each foreign key locks two tables SHARE ROW EXCLUSIVE, and all of them are held until the end.",
        "Writes to all these tables stop together, and clients that lock them in another order end in deadlocks.",
        "Add one foreign key per revision, or commit between them.")
    {
        Lock = LockMode.ShareRowExclusive,
    }, ["AT_AddConstraint"], context => IsNew(context) is { } key && context.State.InTransaction && context.State.FirstForeignKey is { } first && first != context.Examined
        ? new RuleHit($"{context.TableText} and {Other(key)} are locked on top of the tables of the foreign key in {first.Spot}.") { At = key }
        : null);

    public static Rule Cascade { get; } = new(new RuleMetadata("SM024", Severity.Info, "Foreign key that deletes",
        "ON DELETE CASCADE deletes rows that the client did not name.",
        "One DELETE may take millions of rows with it, in one transaction, and where keys chain up, through several tables.",
        "ON DELETE RESTRICT or NO ACTION, and delete the dependent rows in batches; keep CASCADE for parts that are few and worthless alone."),
        [RuleTriggers.Constraint], context => context.Constraint.Text("contype") == "CONSTR_FOREIGN" && context.Constraint.Text("fk_del_action") == "c"
            ? new RuleHit($"A DELETE in {Other(context.Constraint)} deletes rows of {context.TableText} too.") { At = context.Constraint }
            : null);

    public static string Other(SqlNode key) => key["pktable"].RelationName()?.Display ?? "the other table";

    /// <summary>The foreign key that a command adds to a table that was there before.</summary>
    private static SqlNode? IsNew(RuleContext context) =>
        context.OnExistingTable && context.Command.Def is var key && key.Text("contype") == "CONSTR_FOREIGN" ? key : null;
}
