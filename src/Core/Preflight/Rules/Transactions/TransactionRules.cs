using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>Transactions and timeouts.</summary>
[RuleFamily]
internal static class TransactionRules
{
    public static Rule Refused { get; } = new(new RuleMetadata("SM032", Severity.Error, "Statement that cannot run in a transaction",
        "PostgreSQL refuses the statement within BEGIN … COMMIT.",
        "It fails, and with it everything that the transaction did.",
        "Put it outside of the transaction; the module's runner gives it a step of its own."),
        [RuleTriggers.EveryStatement], context => context.State.InWrittenTransaction && context.Facts.Transaction == TransactionNeed.Forbidden && !context.ByModule
            ? new RuleHit($"A transaction was begun in {context.State.BegunBy!.Spot}.") { Lock = LockMode.None }
            : null);

    public static Rule NoLockTimeout { get; } = new(new RuleMetadata("SM097", Severity.Warning, "No lock_timeout",
        "A statement waits for a lock as long as it takes.",
        "While it waits, everybody who wants the table queues up behind it: one long query elsewhere, and the table is down although nothing runs.",
        "SET lock_timeout = '2s' first, and try again when it strikes. The module's runner does both.")
    {
        Lock = LockMode.Share,
    }, [RuleTriggers.End], context => !context.ByModule && context.State.FirstUnguarded is { } first
        ? new RuleHit("The first statement that blocks others waits without a limit.") { On = first, Lock = first.Facts.StrongestLock }
        : null);

    public static Rule Explicit { get; } = new(new RuleMetadata("SM098", Severity.Warning, "LOCK TABLE",
        "The table is locked until the transaction ends, whatever it does.",
        "Everybody else waits for the whole of it; and with NOWAIT missing it joins the queue like any other lock.",
        "Let each statement take the lock it needs; where several tables must be locked together, do it under a short lock_timeout and commit at once.")
    {
        Lock = LockMode.Share,
    }, ["LockStmt"], context =>
    {
        foreach (var held in context.Examined.LocksOnExisting)
        {
            if (held.Mode >= LockMode.Share)
            {
                return new RuleHit($"{held.Relation.Display} is locked {LockText.Of(held.Mode)} until the transaction ends.") { Table = held.Relation, Lock = held.Mode };
            }
        }

        return null;
    });

    public static Rule Control { get; } = new(new RuleMetadata("SM099", Severity.Warning, "Transaction control out of place",
        "BEGIN, COMMIT or ROLLBACK stands where it has no partner, or in a revision, whose transactions are the runner's business.",
        "What was thought to be atomic is not; a transaction that is never committed holds its locks until the session ends and is undone then.",
        "In a revision, leave it away. In a script, write one COMMIT for each BEGIN."),
        ["TransactionStmt", RuleTriggers.End], context => context.AtEnd
            ? context.State.BegunBy is { } begun && !context.ByModule ? new RuleHit("The transaction that begins here is never committed.") { On = begun } : null
            : context.ByModule ? new RuleHit("The runner refuses transaction control in a revision.") { Severity = Severity.Error }
            : Misplaced(context));

    public static Rule HalfApplied { get; } = new(new RuleMetadata("SM100", Severity.Info, "Nothing to hold on to after a failure",
        "The file has a statement that commits by itself, and others that cannot be run twice.",
        "When a later statement fails, the file is half applied, and running it again fails at the first statement that is done already.",
        "Keep such statements in files of their own. The module's runner journals every step and goes on where it stopped."),
        [RuleTriggers.EveryStatement], context => !context.ByModule && context.State.LastNonTransactional is { } last && last.Step + 1 == context.State.Step
                && context.Facts.Transaction != TransactionNeed.Forbidden && !IsRepeatable(context.Node) && !context.State.InWrittenTransaction
            ? new RuleHit($"When this fails, {last.Spot} is done already and cannot be run again.")
            : null);

    private static RuleHit? Misplaced(RuleContext context) => context.Node.Text("kind") switch
    {
        "TRANS_STMT_BEGIN" or "TRANS_STMT_START" when context.State.InWrittenTransaction => new RuleHit("A transaction is open already; this BEGIN does nothing, and the next COMMIT ends both."),
        "TRANS_STMT_COMMIT" or "TRANS_STMT_ROLLBACK" when !context.State.InWrittenTransaction => new RuleHit("No transaction was begun here."),
        _ => null,
    };

    private static bool IsRepeatable(SqlNode node) => node.Type switch
    {
        "CreateStmt" or "CreateSeqStmt" or "CreateSchemaStmt" or "CreateExtensionStmt" => node.Flag("if_not_exists"),
        "IndexStmt" => node.Flag("if_not_exists"),
        "DropStmt" => node.Flag("missing_ok"),
        "AlterTableStmt" or "RenameStmt" or "CreateEnumStmt" or "CompositeTypeStmt" or "CreateDomainStmt" or "CreateTrigStmt" or "InsertStmt" => false,
        _ => true,
    };
}
