using SchemaMigrate.Planning;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Execution.Outcomes;

/// <summary>DROP INDEX CONCURRENTLY: in doubt and the index is gone, so it took effect; otherwise it is run (again).</summary>
internal sealed class IndexDropOutcome(ConcurrentIndexDrop drop) : OutcomeReader
{
    internal override async Task<bool> TookEffectAsync(
        StepCatalog catalog, PlannedStatement statement, bool inDoubt, CancellationToken cancellationToken)
    {
        if (!inDoubt)
        {
            return false;
        }

        foreach (var name in drop.Indexes)
        {
            if (await catalog.ExistsAsync(name, cancellationToken))
            {
                return false;
            }
        }

        return true;
    }
}
