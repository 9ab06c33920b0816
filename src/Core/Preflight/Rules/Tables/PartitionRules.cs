using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>Partitions.</summary>
[RuleFamily]
internal static class PartitionRules
{
    public static Rule PartitionOf { get; } = new(new RuleMetadata("SM063", Severity.Danger, "Partition created in place",
        "CREATE TABLE … PARTITION OF locks the parent ACCESS EXCLUSIVE, and reads a default partition under the same lock.",
        "Nobody reads or writes any partition while it waits for the lock and runs.",
        "CREATE TABLE … (LIKE parent INCLUDING ALL), then ALTER TABLE parent ATTACH PARTITION, which lets others read and write.")
    {
        Lock = LockMode.AccessExclusive,
        Versions = "All; ATTACH is gentle from 12 on.",
    }, ["CreateStmt"], context => context.Node.Has("partbound") && context.Node.List("inhRelations").First.RelationName() is { } parent && !context.State.IsNew(parent)
        ? new RuleHit($"{parent.Display} is closed with all its partitions while {context.TableText} is created.") { Table = parent, Severity = context.ByModule ? Severity.Warning : null }
        : null);

    public static Rule Attach { get; } = new(new RuleMetadata("SM064", Severity.Warning, "Partition attached without a proof",
        "ATTACH PARTITION reads the new partition, unless a valid CHECK proves that its rows belong there.",
        "The partition is locked ACCESS EXCLUSIVE while it is read.",
        "Add a CHECK that says the same as the partition's bounds, NOT VALID, and validate it; then attach; then drop the CHECK.")
    {
        Lock = LockMode.AccessExclusive,
        Scans = true,
    }, ["AT_AttachPartition"], context => context.Command.Def["name"].RelationName() is { } partition && !context.State.IsNew(partition) && !HasValidCheck(context.State, partition)
        ? new RuleHit($"Every row of {partition.Display} is read while nobody can use it.") { Table = partition }
        : null);

    public static Rule Detach { get; } = new(new RuleMetadata("SM066", Severity.Danger, "Partition detached in place",
        "DETACH PARTITION locks the parent ACCESS EXCLUSIVE.",
        "Nobody reads or writes any partition while it waits for the lock and runs.",
        "DETACH PARTITION … CONCURRENTLY; when it was interrupted, FINALIZE. It does not work in a transaction nor beside a default partition.")
    {
        Lock = LockMode.AccessExclusive,
        Versions = "CONCURRENTLY from 14 on.",
    }, ["AT_DetachPartition"], context => context.OnExistingTable && !context.Command.Def.Flag("concurrent")
        ? new RuleHit($"{context.TableText} is closed with all its partitions.") { Severity = context.Major < 14 || context.ByModule ? Severity.Warning : null }
        : null);

    private static bool HasValidCheck(TransactionState state, QualifiedName table) =>
        state.Find(table) is { } known && known.Constraints.Exists(constraint =>
            constraint is { Kind: "CONSTR_CHECK", Dropped: false } && (constraint.Validated || !constraint.NotValid));
}
