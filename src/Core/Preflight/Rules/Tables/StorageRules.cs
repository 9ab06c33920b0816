using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>How a table is stored.</summary>
[RuleFamily]
internal static class StorageRules
{
    public static Rule Settings { get; } = new(new RuleMetadata("SM072", Severity.Info, "Short exclusive lock",
        "SET STORAGE, SET COMPRESSION, REPLICA IDENTITY and OWNER TO lock the table ACCESS EXCLUSIVE for a moment.",
        "The moment is short once it has the lock; but it waits for every running query, and everybody else waits behind it.",
        "Set a short lock_timeout and try again until it succeeds; the module's runner does that by itself.")
    {
        Lock = LockMode.AccessExclusive,
    }, ["AT_SetStorage", "AT_SetCompression", "AT_ReplicaIdentity", "AT_ChangeOwner"], context => context.OnExistingTable && !Guarded(context)
        ? new RuleHit($"{context.TableText} is closed while the statement waits for its lock.")
        : null);

    public static Rule Maintenance { get; } = new(new RuleMetadata("SM073", Severity.Info, "Waits for vacuum and concurrent builds",
        "COMMENT, SET STATISTICS, storage parameters, ANALYZE and CREATE STATISTICS need a lock that vacuum, VALIDATE and concurrent index builds hold too.",
        "A vacuum against wraparound does not give way: the statement may wait for hours, and the next vacuum or index build behind it.",
        "Set a short lock_timeout and try again; the module's runner does that by itself.")
    {
        Lock = LockMode.ShareUpdateExclusive,
    }, ["CommentStmt", "AT_SetStatistics", "AT_SetRelOptions", "AT_ResetRelOptions", "VacuumStmt", "CreateStatsStmt", "CreatePublicationStmt", "AlterPublicationStmt"], context =>
        !Guarded(context) && context.Facts.StrongestLock == LockMode.ShareUpdateExclusive && context.Examined.LocksOnExisting is [var held, ..] && context.Facts.Transaction != TransactionNeed.Forbidden
            ? new RuleHit($"{held.Relation.Display}: waits behind a vacuum, a validation or a concurrent index build.") { Table = held.Relation }
            : null);

    public static Rule Rewrite { get; } = new(new RuleMetadata("SM074", Severity.Danger, "Table rewritten in place",
        "VACUUM FULL, CLUSTER, SET LOGGED, SET UNLOGGED, SET TABLESPACE and SET ACCESS METHOD write the whole table anew.",
        "Nobody reads or writes the table until that is done, and it needs its space a second time. An unlogged table is emptied by a crash and is not on replicas.",
        "pg_repack or pg_squeeze, which write the new copy beside the old one; for a tablespace, new partitions there.")
    {
        Lock = LockMode.AccessExclusive,
        Rewrites = true,
        Scans = true,
    }, ["AT_SetLogged", "AT_SetUnLogged", "AT_SetTableSpace", "AT_SetAccessMethod", "ClusterStmt", "VacuumStmt", "AlterTableMoveAllStmt", "AlterTableStmt"], context =>
        context.Node.Is("AlterTableMoveAllStmt") ? new RuleHit($"Every table of the tablespace {context.Node.Text("orig_tablespacename")} is written anew, one after the other, in one transaction.") { Rewrites = false, Scans = false }
        : !context.Facts.Rewrites ? null
        : context.Node.Is("AlterTableStmt") && !context.Command.Node.Exists ? Apart(context)
        : context.Node.Is("VacuumStmt") ? new RuleHit("VACUUM FULL writes every table it is given anew.") { Table = context.Facts.Locks is [var first, ..] ? first.Relation : null }
        : context.Table is null ? new RuleHit("CLUSTER writes every clustered table anew.")
        : context.OnExistingTable ? new RuleHit($"{context.TableText} is written anew while nobody can use it.")
        : null);

    public static Rule Autovacuum { get; } = new(new RuleMetadata("SM075", Severity.Warning, "Autovacuum turned off",
        "autovacuum_enabled = false keeps dead rows for ever.",
        "The table grows and slows down, its statistics age, and one day a vacuum against wraparound runs at the worst time.",
        "Leave it on and make it more eager: a lower autovacuum_vacuum_scale_factor."),
        ["AT_SetRelOptions", "CreateStmt"], context =>
        {
            var options = context.Node.Is("CreateStmt") ? context.Node.List("options") : context.Command.Node["def"].Exists ? context.Command.Def.List("items") : context.Command.Node.List("def");
            foreach (var option in options)
            {
                if (option.Text("defname") == "autovacuum_enabled" && !DefElems.IsOn(option))
                {
                    return new RuleHit($"{context.TableText} is no longer vacuumed by itself.");
                }
            }

            return null;
        });

    /// <summary>What is not a table but is stored like one.</summary>
    private static RuleHit? Apart(RuleContext context) => context.Node.Text("objtype") switch
    {
        "OBJECT_INDEX" when context.Table is { } index && !context.State.Indexes.Contains(index) =>
            new RuleHit($"The index {index.Display} is written anew, and every query of its table waits.") { Object = index, Rewrites = false, Scans = false },
        "OBJECT_MATVIEW" => new RuleHit($"{context.TableText} is written anew while nobody can use it."),
        _ => null,
    };

    private static bool Guarded(RuleContext context) => context.ByModule || context.State.Session.HasTimeout("lock_timeout");
}
