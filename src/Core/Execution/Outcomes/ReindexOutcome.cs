using SchemaMigrate.Connections;
using SchemaMigrate.Planning;

namespace SchemaMigrate.Execution.Outcomes;

/// <summary>
/// REINDEX CONCURRENTLY may be done twice; but a broken try leaves invalid indexes whose names end in _ccnew or _ccold (manual, "REINDEX",
/// "Rebuilding Indexes Concurrently"), which are dropped first.
/// </summary>
internal sealed class ReindexOutcome : OutcomeReader
{
    internal override async Task<bool> TookEffectAsync(
        StepCatalog catalog, PlannedStatement statement, bool inDoubt, CancellationToken cancellationToken)
    {
        if (inDoubt)
        {
            await CleanUpAsync(catalog, statement, cancellationToken);
        }

        return false;
    }

    internal override async Task<bool> CleanUpAsync(StepCatalog catalog, PlannedStatement statement, CancellationToken cancellationToken)
    {
        var remains = await catalog.Session.QueryAsync(
            EmbeddedSql.Read("Execution/Outcomes/ReindexRemains.sql"), row => row.GetString(0), cancellationToken,
            string.Join('\n', statement.Locks.Select(relationLock => relationLock.Relation.ToString())));
        foreach (var index in remains)
        {
            await catalog.Session.ExecuteAsync($"DROP INDEX CONCURRENTLY IF EXISTS {index}", cancellationToken);
        }

        return true;
    }
}
