using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>Locks that are held while something else runs.</summary>
[RuleFamily]
internal static class LockOrderRules
{
    public static Rule SlowAfterExclusive { get; } = new(new RuleMetadata("SM094", Severity.Warning, "Slow statement under an exclusive lock",
        "A statement that reads or writes a whole table runs while an earlier one holds another lock ACCESS EXCLUSIVE.",
        "A lock that was meant for a moment lasts as long as everything behind it in the transaction.",
        "Put the slow statement into a revision of its own, before or after.")
    {
        Lock = LockMode.AccessExclusive,
    }, ["AlterTableStmt", "IndexStmt", "ReindexStmt", "ClusterStmt", "RefreshMatViewStmt"], context =>
        context.State.InTransaction && context.Facts.Transaction != TransactionNeed.Forbidden && context.State.FirstExclusive is { } held && SlowStatement.Is(context)
            ? new RuleHit($"{held.Relation.Display} stays locked ACCESS EXCLUSIVE since {held.TakenBy.Spot} while this reads or writes {Subject(context)} in full.") { Table = held.Relation }
            : null);

    public static Rule SeveralTables { get; } = new(new RuleMetadata("SM095", Severity.Warning, "Several tables locked in one transaction",
        "The transaction locks one table after the other and holds them all.",
        "While it waits for the second, the first is closed; and clients that lock them in another order end in deadlocks.",
        "One table per revision; or LOCK TABLE all of them first, in the order in which clients use them.")
    {
        Lock = LockMode.ShareRowExclusive,
    }, [RuleTriggers.EveryStatement], context =>
    {
        if (!context.State.InTransaction || context.State.FirstBlocking is not { } held || context.Examined.LocksOnExisting.Count == 0 || context.Node.Is("LockStmt") || held.TakenBy.Statement.Node.Is("LockStmt"))
        {
            return null;
        }

        foreach (var each in context.Examined.LocksOnExisting)
        {
            if (each.Mode >= LockMode.ShareRowExclusive && !NameMap<HeldLock>.Same(each.Relation, held.Relation) && context.State.LockOn(each.Relation) is null)
            {
                return new RuleHit($"{each.Relation.Display} is locked {LockText.Of(each.Mode)} while {held.Relation.Display} is still locked by {held.TakenBy.Spot}.")
                {
                    Table = each.Relation,
                    Lock = each.Mode,
                    Severity = context.ByModule ? Severity.Info : null,
                };
            }
        }

        return null;
    });

    public static Rule Repeated { get; } = new(new RuleMetadata("SM096", Severity.Info, "Table read several times",
        "Several ALTER TABLE statements read or rewrite the same table.",
        "Each of them goes through the whole table; in one statement they would do so once.",
        "Put the commands into one ALTER TABLE, separated by commas."),
        ["AlterTableStmt"], context => context.OnExistingTable && SlowStatement.Is(context) && context.State.Find(context.Table!.Value) is { SlowBy: { } first } && first != context.Examined
            ? new RuleHit($"{context.TableText} is read or rewritten here and in {first.Spot}.")
            : null);

    private static string Subject(RuleContext context) => context.Table is { } table ? table.Display : "a table";
}
