using SchemaMigrate.Connections;
using SchemaMigrate.Errors;
using SchemaMigrate.Operations;
using SchemaMigrate.Planning;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Execution.Outcomes;

/// <summary>
/// CREATE INDEX CONCURRENTLY as a state machine: absent, being built, invalid, valid. An invalid index of the wanted name on the wanted
/// table is what a broken build leaves (manual, "CREATE INDEX", "Building Indexes Concurrently"): it is dropped and built anew. A valid one
/// counts when its definition is the wanted one. IF NOT EXISTS would accept any of them.
/// </summary>
internal sealed class IndexBuildOutcome(ConcurrentIndexBuild build, SqlStatement parsed) : OutcomeReader
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500);

    internal override async Task<bool> TookEffectAsync(
        StepCatalog catalog, PlannedStatement statement, bool inDoubt, CancellationToken cancellationToken)
    {
        int? toldBuilder = null;
        while (await FindAsync(catalog, cancellationToken) is { } index)
        {
            if (!index.IsIndex || !index.OnTable)
            {
                throw Taken(index, index.IsIndex ? "an index on another table" : "not an index");
            }

            if (index.Valid)
            {
                return await IndexDefinition.IsWantedAsync(catalog.Session, build, parsed, index, cancellationToken)
                    ? true
                    : throw Taken(index, $"another index ({index.Definition?.Trim()})");
            }

            if (index.BuilderPid is { } builder)
            {
                // A build of a run that was killed goes on until its backend notices; anybody else's is simply waited for.
                if (toldBuilder != builder)
                {
                    toldBuilder = builder;
                    catalog.Remark($"Index {index.Name} is being built by backend {builder}; waiting for it.");
                }

                await Task.Delay(Poll, catalog.TimeProvider, cancellationToken);
                continue;
            }

            catalog.Remark($"Index {index.Name} is invalid, the remains of a broken build: it is dropped and built anew.");
            await DropAsync(catalog, index, cancellationToken);
        }

        return false;
    }

    /// <summary>
    /// The query that gives what is to be done when the table is partitioned, which PostgreSQL does not build concurrently: the index of the table alone, one concurrently for each partition, attached one by one.
    /// Null for other tables.
    /// </summary>
    internal override async Task<string?> EnumerationAsync(StepCatalog catalog, CancellationToken cancellationToken)
    {
        if (!await catalog.Session.ScalarAsync<bool>(
            "SELECT coalesce((SELECT relkind = 'p' FROM pg_catalog.pg_class WHERE oid = pg_catalog.to_regclass($1)::pg_catalog.oid), false)", cancellationToken, build.Table.ToString()))
        {
            return null;
        }

        if (await FindAsync(catalog, cancellationToken) is { } index && (!index.IsIndex || !index.OnTable
            || (index.Valid && !await IndexDefinition.IsWantedAsync(catalog.Session, build, parsed, index, cancellationToken))))
        {
            throw Taken(index, index.OnTable ? $"another index ({index.Definition?.Trim()})" : index.IsIndex ? "an index on another table" : "not an index");
        }

        return CatalogBlock.Fill("Indexes/PartitionedIndex",
            ("table", build.Table.ToString()), ("name", build.IndexName!), ("$unique$", build.Unique ? "UNIQUE " : ""), ("tail", IndexDefinition.AfterTable(parsed).Trim()));
    }

    internal override async Task RequireAsync(StepCatalog catalog, PlannedStatement statement, CancellationToken cancellationToken)
    {
        if (await FindAsync(catalog, cancellationToken) is not { Valid: true })
        {
            throw new MigrationException(
                ExecutionErrors.IndexNotValid, $"The server reported no error, but the index {build.IndexName} is not valid.") { Target = build.IndexName };
        }
    }

    internal override async Task<bool> CleanUpAsync(StepCatalog catalog, PlannedStatement statement, CancellationToken cancellationToken)
    {
        if (await FindAsync(catalog, cancellationToken) is { OnTable: true, Valid: false, BuilderPid: null } index)
        {
            await DropAsync(catalog, index, cancellationToken);
        }

        return true;
    }

    internal override string Describe(PlannedStatement statement) => $"index {build.IndexName} on {build.Table.Display} is there and valid";

    private async Task<IndexFacts?> FindAsync(StepCatalog catalog, CancellationToken cancellationToken)
    {
        var found = await catalog.Session.QueryAsync(
            EmbeddedSql.Read("Execution/Outcomes/IndexFacts.sql"),
            row => new IndexFacts(
                row.GetString(0), row.GetBoolean(1), row.GetBoolean(2), row.GetBoolean(3), row.IsDBNull(4) ? null : row.GetInt32(4),
                row.GetBoolean(5), row.IsDBNull(6) ? null : row.GetString(6)),
            cancellationToken,
            build.Table.ToString(), build.IndexName);
        return found.Count == 0 ? null : found[0];
    }

    // Waits for transactions that may use the index, like the build itself.
    private static Task DropAsync(StepCatalog catalog, IndexFacts index, CancellationToken cancellationToken) =>
        catalog.WatchedAsync(token => catalog.Session.ExecuteAsync($"DROP INDEX CONCURRENTLY IF EXISTS {index.Name}", token), cancellationToken);

    private MigrationException Taken(IndexFacts index, string what) => new(
        ExecutionErrors.IndexNameTaken,
        $"The name {index.Name}, wanted for an index on {build.Table.Display}, belongs to {what}.") { Target = index.Name };
}
