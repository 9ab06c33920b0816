using SchemaMigrate.Planning;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Execution.Outcomes;

/// <summary>
/// ALTER TABLE … DETACH PARTITION … CONCURRENTLY: a broken try leaves the partition "detach pending", which only FINALIZE can end
/// (manual, "ALTER TABLE"). Its last part takes ACCESS EXCLUSIVE on the partition, so that it runs under the lock_timeout like any other.
/// </summary>
internal sealed class DetachOutcome(SqlStatement parsed) : OutcomeReader
{
    private readonly PartitionDetach? detach = PartitionDetach.TryRead(parsed);

    internal override bool WaitsForTransactions => false;

    internal override bool MayBeHalfDone => detach is not null;

    internal override async Task<bool> TookEffectAsync(
        StepCatalog catalog, PlannedStatement statement, bool inDoubt, CancellationToken cancellationToken)
    {
        if (detach is null)
        {
            return await new UnknownOutcome().TookEffectAsync(catalog, statement, inDoubt, cancellationToken);
        }

        var pending = await IsPendingAsync(catalog, cancellationToken);
        if (pending is not true)
        {
            return inDoubt && pending is null;
        }

        catalog.Remark($"The partition {detach.Partition.Display} is being detached since an earlier try; the detachment is finished now.");
        await catalog.WatchedAsync(
            token => catalog.Session.ExecuteAsync($"ALTER TABLE {detach.Parent} DETACH PARTITION {detach.Partition} FINALIZE", token), cancellationToken);
        return true;
    }

    // What is pending cannot be taken back; the step stays in doubt, and the next run finishes it.
    internal override async Task<bool> CleanUpAsync(StepCatalog catalog, PlannedStatement statement, CancellationToken cancellationToken) =>
        detach is null || await IsPendingAsync(catalog, cancellationToken) is not true;

    // Null when it is no partition of the parent.
    private async Task<bool?> IsPendingAsync(StepCatalog catalog, CancellationToken cancellationToken)
    {
        var pending = await catalog.Session.QueryAsync(
            "SELECT inhdetachpending FROM pg_catalog.pg_inherits WHERE inhparent = pg_catalog.to_regclass($1)::pg_catalog.oid AND inhrelid = pg_catalog.to_regclass($2)::pg_catalog.oid",
            row => row.GetBoolean(0), cancellationToken, detach!.Parent.ToString(), detach.Partition.ToString());
        return pending.Count == 0 ? null : pending[0];
    }
}
