namespace SchemaMigrate.Sql;

/// <summary>What a CREATE INDEX CONCURRENTLY builds.</summary>
/// <param name="Table">The table.</param>
/// <param name="IndexName">The index's name without schema (it goes to the table's); null when the server chooses it.</param>
/// <param name="Unique">Whether it is a unique index.</param>
/// <param name="IfNotExists">Whether an index of that name, valid or not, would be taken for done.</param>
public sealed record ConcurrentIndexBuild(QualifiedName Table, string? IndexName, bool Unique, bool IfNotExists)
{
    /// <summary>Reads the facts; null when the statement is something else.</summary>
    /// <param name="statement">The statement.</param>
    public static ConcurrentIndexBuild? TryRead(SqlStatement statement)
    {
        ArgumentNullException.ThrowIfNull(statement);
        var node = statement.Node;
        return node.Is("IndexStmt") && node.Flag("concurrent") && node["relation"].RelationName() is { } table
            ? new ConcurrentIndexBuild(table, node.Text("idxname"), node.Flag("unique"), node.Flag("if_not_exists"))
            : null;
    }
}
