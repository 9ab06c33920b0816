using SchemaMigrate.Catalog;
using SchemaMigrate.Connections;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>Reads the facts that the checks need.</summary>
internal sealed class LiveReader(DatabaseSession session, LiveOptions options)
{
    public async Task<LiveWorld> ReadAsync(IReadOnlyList<ExaminedStatement> statements, CancellationToken cancellationToken)
    {
        var request = LiveRequest.Of(statements);
        var pooler = await PoolerProbe.RunAsync(session, cancellationToken);

        // Whoever holds ACCESS EXCLUSIVE keeps us from reading the table at all; it is told instead of waited for.
        var closed = await BlockerQuery.FindHoldersAsync(session, [.. request.Relations], LockMode.AccessShare, cancellationToken);
        var activity = await ActivityReader.ReadAsync(session, TimeSpan.Zero, cancellationToken);
        var unreadable = closed.Where(holder => holder.Relation is not null).ToList();
        var names = unreadable.Select(holder => holder.Relation!).ToHashSet(StringComparer.Ordinal);
        var readable = names.Count == 0 ? request : request with { Relations = [.. request.Relations.Where(name => !names.Any(each => Matches(each, name)))] };
        await using var transaction = await session.BeginAsync(cancellationToken);
        await session.ExecuteBatchAsync(
            [
                new BatchItem("SET TRANSACTION READ ONLY"),
                new BatchItem(new SessionSettings { LockTimeout = options.LockTimeout, StatementTimeout = options.QueryTimeout * 6, IdleInTransactionTimeout = options.QueryTimeout * 6 }
                    .ToSql(SettingScope.Transaction)!),
            ],
            cancellationToken);
        CatalogFacts catalog;
        try
        {
            catalog = await CatalogReader.ReadAsync(session, readable, cancellationToken);
        }
        catch (SqlExecutionException exception) when (exception.SqlState == SqlStates.LockNotAvailable)
        {
            // Somebody took a table in this moment, or holds a partition: better to know nothing of the tables than to stand in the queue.
            await transaction.DisposeAsync();
            catalog = await CatalogReader.ReadAsync(session, CatalogRequest.Of(), cancellationToken);
            return new LiveWorld(session.Server, catalog, activity, new Dictionary<(QualifiedName, LockMode), IReadOnlyList<Blocker>>(), pooler, unreadable, options) { IsBlind = true };
        }

        var holders = new Dictionary<(QualifiedName, LockMode), IReadOnlyList<Blocker>>();
        foreach (var mode in statements.SelectMany(statement => statement.LocksOnExisting).Where(held => held.Mode >= LockMode.ShareUpdateExclusive).GroupBy(held => held.Mode))
        {
            foreach (var relation in mode.Select(held => held.Relation).Distinct())
            {
                if (catalog.Find(relation) is not null)
                {
                    holders[(relation, mode.Key)] = await BlockerQuery.FindHoldersAsync(session, [relation], mode.Key, cancellationToken);
                }
            }
        }

        return new LiveWorld(session.Server, catalog, activity, holders, pooler, unreadable, options);
    }

    private static bool Matches(string held, QualifiedName name) =>
        name.Schema is { } schema ? held == $"{schema.Name}.{name.Name.Name}" : held.EndsWith("." + name.Name.Name, StringComparison.Ordinal);
}
