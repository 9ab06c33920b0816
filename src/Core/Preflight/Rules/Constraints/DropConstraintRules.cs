using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>Dropping constraints.</summary>
[RuleFamily]
internal static class DropConstraintRules
{
    public static Rule ForeignKey { get; } = new(new RuleMetadata("SM025", Severity.Warning, "Foreign key dropped",
        "Dropping a foreign key locks both tables ACCESS EXCLUSIVE, although adding it did not.",
        "Clients that use both tables in the other order end in deadlocks, and whatever the transaction does next keeps both closed.",
        "Drop it in a transaction of its own, with a short lock_timeout and retries.")
    {
        Lock = LockMode.AccessExclusive,
    }, ["AT_DropConstraint"], context =>
    {
        var name = context.Command.Name;
        var alone = context.ByModule && (context.State.FirstBlocking is not { } held || NameMap<HeldLock>.Same(held.Relation, context.Table!.Value));
        return context.OnExistingTable && !alone && LooksLikeForeignKey(name)
            ? new RuleHit($"If {name} is a foreign key, {context.TableText} and the table it refers to are locked ACCESS EXCLUSIVE{(context.ByModule ? ", on top of other tables" : "")}.")
            {
                Object = QualifiedName.Of(null, name),
            }
            : null;
    });

    public static Rule PrimaryKey { get; } = new(new RuleMetadata("SM106", Severity.Danger, "Replica identity taken away",
        "Without primary key or other replica identity, logical replication cannot say which row was changed.",
        "UPDATE and DELETE on a published table fail from then on, for every client.",
        "Set another replica identity first: REPLICA IDENTITY USING INDEX, or FULL for the time being.")
    {
        Lock = LockMode.AccessExclusive,
    }, ["AT_DropConstraint", "AT_ReplicaIdentity"], context =>
        !context.OnExistingTable ? null
        : context.Command.Subtype == "AT_ReplicaIdentity"
            ? context.Command.Def.Text("identity_type") == "n"
                ? new RuleHit($"UPDATE and DELETE on {context.TableText} fail if it is published.") { }
                : null
            : LooksLikePrimaryKey(context.Command.Name)
                ? new RuleHit($"{context.Command.Name} looks like the primary key: UPDATE and DELETE on {context.TableText} fail if it is published by it.")
                {
                    Severity = Severity.Warning,
                    Object = QualifiedName.Of(null, context.Command.Name),
                }
                : null);

    public static Rule Unnamed { get; } = new(new RuleMetadata("SM126", Severity.Info, "Constraint without a name",
        "PostgreSQL chooses a name, which depends on what is there already.",
        "The same revision may give different names in different databases, and no later revision can drop or validate the constraint by name.",
        "Name it: ADD CONSTRAINT orders_amount CHECK (amount >= 0)."),
        ["AT_AddConstraint"], context => context.OnExistingTable && context.Command.Def.Text("conname") is null or "" && context.Command.Def.Text("contype") is not "CONSTR_NOTNULL"
            ? new RuleHit($"A constraint of {context.TableText} gets the name that PostgreSQL thinks of.") { At = context.Command.Def }
            : null);

    private static bool LooksLikePrimaryKey(string name) =>
        name.EndsWith("_pkey", StringComparison.Ordinal) || name.StartsWith("pk_", StringComparison.OrdinalIgnoreCase) || name.EndsWith("_pk", StringComparison.OrdinalIgnoreCase);

    private static bool LooksLikeForeignKey(string name) =>
        name.Contains("fk", StringComparison.OrdinalIgnoreCase) || name.Contains("foreign", StringComparison.OrdinalIgnoreCase);
}
