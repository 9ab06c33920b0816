using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>What goes or breaks along with a column, table or index.</summary>
[RuleFamily]
internal static class LiveDropRules
{
    public static Rule IndexInUse { get; } = new(new RuleMetadata("SM039", Severity.Warning, "Index that is in use is dropped",
        "The index was used by queries, backs a foreign key of another table or identifies rows for replication.",
        "Queries that relied on it read the whole table from now on.",
        "Find the queries in pg_stat_statements first. Scans are counted per server: look at the standbys too.")
    {
        NeedsFacts = true,
    });

    public static Rule RoutineBroken { get; } = new(new RuleMetadata("SM056", Severity.Danger, "Routine uses the old name",
        "The text of a function or procedure has the name that changes; PostgreSQL does not track what is in such texts.",
        "The rename succeeds, and the routine fails when it is called the next time.",
        "Replace the routine in the same revision.")
    {
        NeedsFacts = true,
    });

    public static Rule DroppedAlong { get; } = new(new RuleMetadata("SM058", Severity.Danger, "Constraints and indexes over several columns go with the column",
        "DROP COLUMN drops every constraint and index that has the column among others, without a word.",
        "A uniqueness or a check that also concerns other columns is not enforced any more, and queries lose their index.",
        "Create the index or constraint that is wanted for the remaining columns first.")
    {
        Lock = LockMode.AccessExclusive,
        NeedsFacts = true,
    });

    public static Rule RoutineOrphaned { get; } = new(new RuleMetadata("SM059", Severity.Danger, "Routine uses what is dropped",
        "The text of a function or procedure has the name that is dropped; PostgreSQL does not track what is in such texts.",
        "The drop succeeds, and the routine fails when it is called the next time.",
        "Replace or drop the routine in the same revision.")
    {
        NeedsFacts = true,
    });
}
