using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>The state of the database and its server.</summary>
[RuleFamily]
internal static class LiveStateRules
{
    public static Rule OlderSnapshots { get; } = new(new RuleMetadata("SM036", Severity.Warning, "Concurrent work waits for older transactions",
        "CREATE INDEX, REINDEX and DETACH with CONCURRENTLY wait for every transaction that might still see the old state, whichever tables it uses.",
        "One session that is idle in a transaction makes the build wait for hours, with an index that already slows writes.",
        "End or wait for these transactions first.")
    {
        NeedsFacts = true,
    });

    public static Rule AttributeLimit { get; } = new(new RuleMetadata("SM062", Severity.Error, "Column numbers run out",
        "A table can have 1,600 columns in its life; dropped ones count until the table is created anew.",
        "ADD COLUMN fails for good.",
        "Create a new table with the live columns and move the rows; do not reach the limit by adding and dropping temporary columns.")
    {
        NeedsFacts = true,
    });

    public static Rule DiskGrowth { get; } = new(new RuleMetadata("SM107", Severity.Warning, "Disk and WAL that a rewrite needs",
        "A rewrite writes the table and all its indexes a second time, and as much WAL, before the old files are freed.",
        "A full disk stops the server; WAL that a slot cannot take any more breaks its replica.",
        "Make sure of the space on the server and on every replica first; the server does not tell how much is free.")
    {
        NeedsFacts = true,
    });

    public static Rule Blocked { get; } = new(new RuleMetadata("SM108", Severity.Warning, "Somebody holds the table now",
        "A session or a prepared transaction holds a lock that the statement conflicts with.",
        "The statement waits, and everybody who comes after it waits behind it.",
        "Wait until it is done, or end it; a prepared transaction must be committed or rolled back by name.")
    {
        NeedsFacts = true,
    });

    public static Rule Wraparound { get; } = new(new RuleMetadata("SM109", Severity.Warning, "Vacuum against wraparound",
        "A vacuum that prevents transaction id wraparound is running on the table or about to be forced.",
        "It does not give way as other autovacuums do: the statement waits until it is done, which takes hours on a large table.",
        "Run VACUUM (FREEZE) on the table before, or wait until it is done.")
    {
        NeedsFacts = true,
    });

    public static Rule Privilege { get; } = new(new RuleMetadata("SM110", Severity.Error, "The role may not do it",
        "The role that runs the preflight lacks a privilege that the statement needs, or the server takes no writes.",
        "The statement fails midway through the deployment.",
        "Run as the owner, or grant what is missing.")
    {
        NeedsFacts = true,
    });

    public static Rule Pooler { get; } = new(new RuleMetadata("SM111", Severity.Danger, "Connection pooler in transaction mode",
        "The connection goes through a pooler that gives every transaction another backend.",
        "Session locks and SET vanish or leak into other clients' sessions.",
        "Connect to PostgreSQL directly, or through a pool in session mode.")
    {
        NeedsFacts = true,
    });

    public static Rule Standbys { get; } = new(new RuleMetadata("SM112", Severity.Info, "Replicas replay the lock",
        "ACCESS EXCLUSIVE locks are replayed on standbys.",
        "Queries there are cancelled, or replay waits for them and the standby falls behind; one that is behind already falls back further.",
        "Check max_standby_streaming_delay, and wait until the replicas have caught up.")
    {
        Lock = LockMode.AccessExclusive,
        NeedsFacts = true,
    });
}
