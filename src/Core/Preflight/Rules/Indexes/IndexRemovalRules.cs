using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>Dropping and rebuilding indexes.</summary>
[RuleFamily]
internal static class IndexRemovalRules
{
    public static Rule Drop { get; } = new(new RuleMetadata("SM038", Severity.Warning, "Plain index drop",
        "DROP INDEX locks the table, and not only the index, against reading and writing.",
        "It is quick once it has the lock; but it waits for every running query on the table, and everybody else waits behind it.",
        "DROP INDEX CONCURRENTLY.")
    {
        Lock = LockMode.AccessExclusive,
    }, ["DropStmt"], context => context.Node.Text("removeType") == "OBJECT_INDEX" && !context.Node.Flag("concurrent") && FirstExisting(context) is { } name
        ? new RuleHit($"The table of {name.Display} is closed while the drop waits and runs.") { Object = name, SafeAlternative = SafeForms.Concurrently(context) }
        : null);

    public static Rule Reindex { get; } = new(new RuleMetadata("SM041", Severity.Danger, "Plain REINDEX",
        "REINDEX locks the table against writing and each index against everything while it is rebuilt.",
        "Even planning a query needs a look at every index of the table, so reads stop too.",
        "REINDEX … CONCURRENTLY; when it fails, drop the index with _ccnew at the end of its name.")
    {
        Lock = LockMode.AccessExclusive,
        Scans = true,
        Versions = "CONCURRENTLY from 12 on.",
    }, ["ReindexStmt"], context => !IndexForms.IsConcurrent(context.Node) && !(context.Table is { } relation && (context.State.IsNew(relation) || context.State.Indexes.Contains(relation)))
        ? new RuleHit(context.Table is { } name ? $"{name.Display} is closed until it is rebuilt." : "Table after table is closed until its indexes are rebuilt.") { Object = context.Table }
        : null);

    private static QualifiedName? FirstExisting(RuleContext context)
    {
        foreach (var item in context.Node.List("objects"))
        {
            if (item.NameOf() is { } name && !context.State.Indexes.Contains(name))
            {
                return name;
            }
        }

        return null;
    }
}
