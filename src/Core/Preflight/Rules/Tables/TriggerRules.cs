using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>Triggers and row security.</summary>
[RuleFamily]
internal static class TriggerRules
{
    public static Rule Create { get; } = new(new RuleMetadata("SM068", Severity.Warning, "Trigger created on a busy table",
        "CREATE TRIGGER locks the table SHARE ROW EXCLUSIVE.",
        "It is quick once it has the lock; but it waits for running transactions that wrote to the table, and every other writer waits behind it.",
        "Set a short lock_timeout and try again until it succeeds; the module's runner does that by itself.")
    {
        Lock = LockMode.ShareRowExclusive,
    }, ["CreateTrigStmt"], context => context.OnExistingTable && !Guarded(context)
        ? new RuleHit($"Nobody can write to {context.TableText} while the trigger waits for its lock.")
        : null);

    public static Rule Drop { get; } = new(new RuleMetadata("SM069", Severity.Warning, "Trigger dropped from a busy table",
        "DROP TRIGGER locks the table ACCESS EXCLUSIVE, although creating one does not.",
        "It is quick once it has the lock; but it waits for every running transaction that touched the table, and everybody else waits behind it.",
        "Set a short lock_timeout and try again until it succeeds; the module's runner does that by itself.")
    {
        Lock = LockMode.AccessExclusive,
    }, ["DropStmt"], context => context.Node.Text("removeType") == "OBJECT_TRIGGER" && !Guarded(context) && context.Node.List("objects").First.NameOf(1) is { } table && !context.State.IsNew(table)
        ? new RuleHit($"Nobody can use {table.Display} while the drop waits for its lock.") { Table = table }
        : null);

    public static Rule Disable { get; } = new(new RuleMetadata("SM070", Severity.Danger, "Triggers disabled",
        "DISABLE TRIGGER ALL turns foreign keys off too; USER turns off every trigger that somebody relies on.",
        "It holds for all clients, not for this session: what they write meanwhile is not checked, now or later.",
        "SET LOCAL session_replication_role = replica affects this session alone; better, write data that passes the checks.")
    {
        Lock = LockMode.ShareRowExclusive,
    }, ["AT_DisableTrigAll", "AT_DisableTrigUser", "VariableSetStmt"], context => context.Node.Is("VariableSetStmt") ? ReplicaRole(context) : context.OnExistingTable
        ? new RuleHit(context.Command.Subtype == "AT_DisableTrigAll" ? $"The foreign keys of {context.TableText} are no longer checked, for anybody." : $"No trigger of {context.TableText} fires, for anybody.")
        {
            Severity = context.Command.Subtype == "AT_DisableTrigAll" ? null : Severity.Warning,
        }
        : null);

    public static Rule RowSecurity { get; } = new(new RuleMetadata("SM071", Severity.Danger, "Row security without a policy",
        "With row security on and no policy, every role but the owner sees an empty table.",
        "Reads return nothing, and writes fail, without an error that points here.",
        "CREATE POLICY first, ENABLE ROW LEVEL SECURITY last, in one transaction.")
    {
        Lock = LockMode.AccessExclusive,
    }, [RuleTriggers.End], context => Unprotected(context.State));

    /// <summary>Whether a wait for the lock ends soon: the runner sees to it, or a lock_timeout does.</summary>
    private static bool Guarded(RuleContext context) => context.ByModule || context.State.Session.HasTimeout("lock_timeout");

    private static RuleHit? ReplicaRole(RuleContext context) =>
        context.Node.Text("name") == "session_replication_role" && !context.Node.Flag("is_local") && ConstText.Of(context.Node.List("args").First) == "replica"
            ? new RuleHit("Neither triggers nor foreign keys look at what this session writes from now on, until it is set back.") { Severity = Severity.Warning, Lock = LockMode.None }
            : null;

    private static IEnumerable<RuleHit> Unprotected(TransactionState state)
    {
        foreach (var table in state.Tables)
        {
            if (table is { Created: false, SecuredBy: { } by, HasPolicy: false })
            {
                yield return new RuleHit($"{table.Name.Display} seems empty to everybody but its owner, unless it has a policy already.") { On = by, Table = table.Name };
            }
        }
    }
}
