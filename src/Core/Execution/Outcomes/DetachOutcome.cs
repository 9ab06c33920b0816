using SchemaMigrate.Planning;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Execution.Outcomes;

/// <summary>
/// ALTER TABLE … DETACH PARTITION … CONCURRENTLY: a broken try leaves the partition "detach pending", which only FINALIZE can end
/// (manual, "ALTER TABLE").
/// </summary>
internal sealed class DetachOutcome(SqlStatement parsed) : OutcomeReader
{
    internal override async Task<bool> TookEffectAsync(
        StepCatalog catalog, PlannedStatement statement, bool inDoubt, CancellationToken cancellationToken)
    {
        if (!inDoubt)
        {
            return false;
        }

        if (PartitionDetach.TryRead(parsed) is not { } detach)
        {
            return await new UnknownOutcome().TookEffectAsync(catalog, statement, inDoubt, cancellationToken);
        }

        var pending = await catalog.Session.QueryAsync(
            "SELECT inhdetachpending FROM pg_catalog.pg_inherits WHERE inhparent = pg_catalog.to_regclass($1) AND inhrelid = pg_catalog.to_regclass($2)",
            row => row.GetBoolean(0), cancellationToken, detach.Parent.ToString(), detach.Partition.ToString());
        if (pending.Count == 0)
        {
            return true;
        }

        if (!pending[0])
        {
            return false;
        }

        catalog.Remark($"The partition {detach.Partition.Display} is being detached since an earlier run; the detachment is finished now.");
        await catalog.WatchedAsync(
            token => catalog.Session.ExecuteAsync($"ALTER TABLE {detach.Parent} DETACH PARTITION {detach.Partition} FINALIZE", token), cancellationToken);
        return true;
    }
}
