using SchemaMigrate.Operations;
using SchemaMigrate.Planning;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Execution.Outcomes;

/// <summary>DROP INDEX CONCURRENTLY: in doubt and the index is gone, so it took effect; otherwise it is run (again).</summary>
internal sealed class IndexDropOutcome(ConcurrentIndexDrop drop) : OutcomeReader
{
    /// <summary>The index of a partitioned table is not dropped concurrently, nor are those of its partitions without it: it goes at once, under the lock_timeout like any other.</summary>
    internal override async Task<string?> EnumerationAsync(StepCatalog catalog, CancellationToken cancellationToken) =>
        await catalog.Session.ScalarAsync<bool>(
            "SELECT EXISTS (SELECT FROM pg_catalog.unnest($1::text[]) n JOIN pg_catalog.pg_class c ON c.oid = pg_catalog.to_regclass(n)::pg_catalog.oid AND c.relkind = 'I')", cancellationToken, (object)Names)
            ? CatalogBlock.Fill("Indexes/PartitionedIndexDrop", ("names", System.Text.Json.JsonSerializer.Serialize(Names)))
            : null;

    private string[] Names => [.. drop.Indexes.Select(index => index.ToString())];

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
