using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>An index that a source builds.</summary>
/// <param name="Name">Its name; null when PostgreSQL chooses one.</param>
/// <param name="Table">Its table.</param>
/// <param name="Node">The <c>IndexStmt</c>.</param>
/// <param name="BuiltBy">The statement that builds it.</param>
internal sealed record KnownIndex(string? Name, QualifiedName Table, SqlNode Node, ExaminedStatement BuiltBy)
{
    /// <summary>The key columns in order; null for an expression.</summary>
    public IReadOnlyList<string?> Columns { get; } = Keys(Node);

    public bool Unique => Node.Flag("unique");

    public bool Partial => Node.Has("whereClause");

    private static List<string?> Keys(SqlNode node)
    {
        var keys = new List<string?>();
        foreach (var element in node.List("indexParams"))
        {
            keys.Add(element.Text("name") is { Length: > 0 } name ? name : null);
        }

        return keys;
    }
}
