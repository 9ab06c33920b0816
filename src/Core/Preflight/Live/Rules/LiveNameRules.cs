using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>Names, partitions and other things that the catalog settles.</summary>
[RuleFamily]
internal static class LiveNameRules
{
    public static Rule DefaultPartition { get; } = new(new RuleMetadata("SM065", Severity.Danger, "The default partition is read",
        "Attaching or creating a partition where there is a default one reads the default partition, to see that no row belongs into the new one.",
        "It is locked ACCESS EXCLUSIVE while it is read.",
        "Add a CHECK to the default partition that excludes the new range, NOT VALID, and validate it before.")
    {
        Lock = LockMode.AccessExclusive,
        Scans = true,
        NeedsFacts = true,
    });

    public static Rule EveryPartition { get; } = new(new RuleMetadata("SM067", Severity.Danger, "All partitions at once",
        "A constraint or NOT NULL on a partitioned table is tested on all partitions in one transaction.",
        "Every partition is locked until the last one is done.",
        "Add it NOT VALID and validate it on each partition; then add it to the parent, which finds it there.")
    {
        Lock = LockMode.AccessExclusive,
        Scans = true,
        NeedsFacts = true,
    });

    public static Rule ViewColumns { get; } = new(new RuleMetadata("SM084", Severity.Error, "Columns of the view are dropped or moved",
        "CREATE OR REPLACE VIEW can only add columns at the end.",
        "PostgreSQL refuses the statement.",
        "Drop the view and create it again in the same revision, with its grants; or give the new view another name.")
    {
        NeedsFacts = true,
    });

    public static Rule Missing { get; } = new(new RuleMetadata("SM134", Severity.Error, "Object does not exist",
        "The statement names a relation, column or constraint that is neither in the database nor created before it.",
        "The statement fails.",
        "Correct the name, or the order of the revisions; check the search_path of the role.")
    {
        NeedsFacts = true,
    });

    public static Rule Taken { get; } = new(new RuleMetadata("SM135", Severity.Error, "Name is taken",
        "The name of the new object belongs to another one already.",
        "The statement fails.",
        "Choose another name, or drop or rename what has it.")
    {
        NeedsFacts = true,
    });

    public static Rule SequenceEnd { get; } = new(new RuleMetadata("SM136", Severity.Warning, "Numbers of a key run out",
        "The sequence behind a column has used most of what its type or the column's can hold.",
        "Inserts fail from one moment to the next.",
        "Move the key to bigint now, while there is time for an online change.")
    {
        NeedsFacts = true,
    });

    public static Rule RefreshWithoutKey { get; } = new(new RuleMetadata("SM137", Severity.Error, "Materialized view without a unique index",
        "REFRESH MATERIALIZED VIEW CONCURRENTLY needs a unique index over plain columns and all rows.",
        "PostgreSQL refuses the statement.",
        "CREATE UNIQUE INDEX on the materialized view first.")
    {
        NeedsFacts = true,
    });

    public static Rule DetachRefused { get; } = new(new RuleMetadata("SM139", Severity.Error, "Partition detached concurrently beside a default one",
        "DETACH PARTITION … CONCURRENTLY does not work on a table that has a default partition.",
        "PostgreSQL refuses the statement.",
        "Detach the default partition first, or detach without CONCURRENTLY under a short lock_timeout, with retries.")
    {
        NeedsFacts = true,
        Versions = "14 and later; earlier versions do not know CONCURRENTLY here.",
    });

    public static Rule InvalidRemains { get; } = new(new RuleMetadata("SM138", Severity.Warning, "Invalid index on the table",
        "An index of the table is not valid: what a failed concurrent build left behind.",
        "It slows every write and serves no query; it cannot back a constraint, and IF NOT EXISTS takes it for the wanted one.",
        "DROP INDEX CONCURRENTLY, or REINDEX INDEX CONCURRENTLY.")
    {
        NeedsFacts = true,
    });
}
