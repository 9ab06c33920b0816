using SchemaMigrate.Connections;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Catalog;

/// <summary>
/// Reads what the catalog says of relations: three round trips, whatever their number. It takes ACCESS SHARE locks for the moment of reading,
/// and so waits for a session that holds ACCESS EXCLUSIVE: set lock_timeout on the session.
/// </summary>
public static class CatalogReader
{
    /// <summary>Tables of up to so many bytes of rows have their rows counted; of larger ones they are estimated.</summary>
    public const long CountedBytes = 1 << 20;

    private const int ProbedPages = 32;

    private const int PageBytes = 8192;

    private static readonly string ResolveSql = EmbeddedSql.Read("Catalog/Resolve.sql");

    private static readonly string[] Topics =
        ["Relations", "Columns", "Indexes", "Constraints", "Triggers", "Dependents", "Routines", "Sequences"];

    /// <summary>Reads.</summary>
    /// <param name="session">A session on the database; its search_path says what names without a schema mean.</param>
    /// <param name="request">What to read.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="SqlExecutionException">55P03 when somebody holds a relation for longer than lock_timeout.</exception>
    public static async Task<CatalogFacts> ReadAsync(DatabaseSession session, CatalogRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(request);
        var relations = request.Relations.Distinct().ToArray();
        var types = request.Types.Distinct().ToArray();
        var newNames = request.NewNames.Distinct().ToArray();
        var resolved = await session.QueryAsync(
            ResolveSql, row => (Ordinal: row.GetInt32(0), Oid: row.GetInt64(1), Table: row.GetInt64(2)), cancellationToken, Schemas(relations), Names(relations));
        var oids = resolved.Select(row => row.Table).Distinct().ToArray();
        var collected = new CatalogCollector();
        var items = Topics.Select(topic => new BatchItem(EmbeddedSql.Read($"Catalog/{topic}.sql"), oids))
            .Append(new BatchItem(EmbeddedSql.Read("Catalog/Types.sql"), Schemas(types), Names(types)))
            .Append(new BatchItem(EmbeddedSql.Read("Catalog/Taken.sql"), Schemas(newNames), Names(newNames)))
            .Append(new BatchItem(EmbeddedSql.Read("Catalog/Database.sql")))
            .ToArray();
        await session.QueryBatchAsync(items, (index, row) => collected.Add(index, row.GetInt64(0), row.GetString(1)), cancellationToken);
        await CountAsync(session, collected, cancellationToken);
        var facts = collected.Relations.ToDictionary(relation => relation.Oid, relation => collected.Table(relation.Oid)!);
        var byName = new Dictionary<QualifiedName, TableFacts>();
        foreach (var row in resolved)
        {
            if (facts.TryGetValue(row.Table, out var table))
            {
                byName.TryAdd(relations[row.Ordinal], table);
                byName.TryAdd(table.Relation.QualifiedName, table);
            }
        }

        return new CatalogFacts(
            collected.Database!, byName, collected.Types.ToDictionary(pair => types[(int)pair.Key], pair => pair.Value), collected.Taken);
    }

    private static string?[] Schemas(IEnumerable<QualifiedName> names) => [.. names.Select(name => name.Schema?.Name)];

    private static string[] Names(IEnumerable<QualifiedName> names) => [.. names.Select(name => name.Name.Name)];

    private static async Task CountAsync(DatabaseSession session, CatalogCollector collected, CancellationToken cancellationToken)
    {
        var tiny = collected.Relations
            .Where(relation => relation is { IsTable: true, CanSelect: true, CanUseSchema: true, HeapBytes: <= CountedBytes } && !relation.RowSecurity)
            .ToArray();
        await session.QueryBatchAsync(
            [.. tiny.Select(relation => new BatchItem($"SELECT pg_catalog.count(*) FROM {relation.QualifiedName}"))],
            (index, row) => collected.Count(tiny[index].Oid, row.GetInt64(0), isExact: true),
            cancellationToken);
        if (session.Server.Major < 14)
        {
            return;
        }

        // Reading a range of pages is cheap since 14: the density of the first ones is better than a guess.
        var unseen = collected.Relations
            .Where(relation => relation is { Kind: RelationKind.Table, IsAnalysed: false, CanSelect: true, CanUseSchema: true, HeapBytes: > CountedBytes } && !relation.RowSecurity
                && relation.Descendants.Count == 0)
            .ToArray();
        await session.QueryBatchAsync(
            [.. unseen.Select(relation => new BatchItem($"SELECT pg_catalog.count(*) FROM ONLY {relation.QualifiedName} WHERE ctid < '({ProbedPages},0)'::pg_catalog.tid"))],
            (index, row) => collected.Count(unseen[index].Oid, row.GetInt64(0) * (unseen[index].HeapBytes / PageBytes) / ProbedPages, isExact: false),
            cancellationToken);
    }
}
