namespace SchemaMigrate.Sql;

/// <summary>What a REINDEX … CONCURRENTLY rebuilds. When it fails, invalid indexes with names ending in <c>_ccnew</c> or <c>_ccold</c> remain.</summary>
/// <param name="Scope">How much.</param>
/// <param name="Relation">The index or table; null for a schema or database.</param>
/// <param name="Name">The schema's or database's name; null for an index or table, and for the current database when it is not named.</param>
public sealed record ConcurrentReindex(ConcurrentReindexScope Scope, QualifiedName? Relation, string? Name)
{
    /// <summary>Reads the facts; null when the statement is something else.</summary>
    /// <param name="statement">The statement.</param>
    public static ConcurrentReindex? TryRead(SqlStatement statement)
    {
        ArgumentNullException.ThrowIfNull(statement);
        var node = statement.Node;
        if (!node.Is("ReindexStmt") || !IndexForms.IsConcurrent(node))
        {
            return null;
        }

        var scope = node.Text("kind") switch
        {
            "REINDEX_OBJECT_INDEX" => ConcurrentReindexScope.Index,
            "REINDEX_OBJECT_TABLE" => ConcurrentReindexScope.Table,
            "REINDEX_OBJECT_SCHEMA" => ConcurrentReindexScope.Schema,
            _ => ConcurrentReindexScope.Database,
        };
        return new ConcurrentReindex(scope, node["relation"].RelationName(), node.Text("name"));
    }
}
