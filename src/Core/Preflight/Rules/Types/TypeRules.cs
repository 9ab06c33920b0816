using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>Enums, domains and composite types.</summary>
[RuleFamily]
internal static class TypeRules
{
    public static Rule Created { get; } = new(new RuleMetadata("SM080", Severity.Info, "New enum type",
        "Values of an enum can be added and renamed, but neither taken away nor reordered.",
        "Taking a value away means a new type and rewriting every table that uses it.",
        "A lookup table with a foreign key, or text with a CHECK.")
    {
        OptIn = true,
    }, ["CreateEnumStmt"], context => new RuleHit($"{Name(context)} will be hard to change later.") { Object = context.Node.List("typeName").NameOf() });

    public static Rule Stale { get; } = new(new RuleMetadata("SM115", Severity.Info, "Clients cache types",
        "Npgsql and other drivers read the types of a database once.",
        "A client that is connected already cannot read or write the new type until it reloads its types.",
        "ReloadTypes in Npgsql, or restart the clients before they use it."),
        ["CreateEnumStmt", "CompositeTypeStmt"], context => context.Source.FromOperations ? null : new RuleHit("Clients that are connected already do not know the type."));

    public static Rule Composite { get; } = new(new RuleMetadata("SM082", Severity.Danger, "Composite type changed with CASCADE",
        "Changing an attribute of a composite type with CASCADE changes every table of that type.",
        "All these tables are locked ACCESS EXCLUSIVE at once, and rewritten when an attribute's type changes.",
        "Change the tables one by one, or make a new type.")
    {
        Lock = LockMode.AccessExclusive,
    }, ["AlterTableStmt"], context => context.Node.Text("objtype") == "OBJECT_TYPE" && Cascades(context.Node)
        ? new RuleHit($"Every table of type {context.TableText} is locked and changed.") { Object = context.Table }
        : null);

    public static Rule Domain { get; } = new(new RuleMetadata("SM081", Severity.Danger, "Domain constraint tested on every table",
        "ALTER DOMAIN reads every table that has a column of the domain; VALIDATE CONSTRAINT does too.",
        "Each of these tables is locked SHARE: nobody writes to any of them until all were read.",
        "Put the rule into a CHECK of each column, added NOT VALID and validated table by table. A domain's NOT VALID constraint reads nothing, but validating it does.")
    {
        Lock = LockMode.Share,
        Scans = true,
    }, ["AlterDomainStmt"], context => context.Facts.Scans && !(context.Node.List("typeName").NameOf() is { } domain && context.State.Types.TryGet(domain, out var known) && known.CreatedBy is not null)
        ? new RuleHit($"Every table with a column of {Name(context)} is read while nobody can write to it.") { Object = context.Node.List("typeName").NameOf() }
        : null);

    private static string Name(RuleContext context) => context.Node.List("typeName").NameOf()?.Display ?? "the type";

    private static bool Cascades(SqlNode node)
    {
        foreach (var command in node.List("cmds"))
        {
            if (command.Text("behavior") == "DROP_CASCADE")
            {
                return true;
            }
        }

        return false;
    }
}
