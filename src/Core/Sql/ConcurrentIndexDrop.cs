namespace SchemaMigrate.Sql;

/// <summary>What a DROP INDEX CONCURRENTLY drops.</summary>
/// <param name="Indexes">The indexes; PostgreSQL accepts one only, which the parser does not enforce.</param>
/// <param name="IfExists">Whether a missing index is fine.</param>
public sealed record ConcurrentIndexDrop(IReadOnlyList<QualifiedName> Indexes, bool IfExists)
{
    /// <summary>Reads the facts; null when the statement is something else.</summary>
    /// <param name="statement">The statement.</param>
    public static ConcurrentIndexDrop? TryRead(SqlStatement statement)
    {
        ArgumentNullException.ThrowIfNull(statement);
        if (statement.Kind != StatementKind.DropIndex || !statement.Node.Flag("concurrent"))
        {
            return null;
        }

        var indexes = new List<QualifiedName>();
        foreach (var item in statement.Node.List("objects"))
        {
            if (item.NameOf() is { } name)
            {
                indexes.Add(name);
            }
        }

        return new ConcurrentIndexDrop(indexes, statement.Node.Flag("missing_ok"));
    }
}
