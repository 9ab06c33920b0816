namespace SchemaMigrate.Sql;

/// <summary>CREATE INDEX and REINDEX.</summary>
internal static class IndexForms
{
    public static IEnumerable<StatementForm> Create(SqlNode node) =>
        [new StatementForm(node.Flag("concurrent") ? "CreateIndexConcurrently" : "CreateIndex", "table", node["relation"].RelationName()!.Value)];

    public static IEnumerable<StatementForm> Reindex(SqlNode node)
    {
        var suffix = IsConcurrent(node) ? "Concurrently" : "";
        var word = node.Text("kind") switch
        {
            "REINDEX_OBJECT_INDEX" => "Index",
            "REINDEX_OBJECT_TABLE" => "Table",
            "REINDEX_OBJECT_SCHEMA" => "Schema",
            "REINDEX_OBJECT_SYSTEM" => "System",
            _ => "Database",
        };
        var key = $"Reindex.{word}{suffix}";
        return [node["relation"].RelationName() is { } relation ? new StatementForm(key, "object", relation) : new StatementForm(key)];
    }

    public static bool IsConcurrent(SqlNode reindex)
    {
        foreach (var option in reindex.List("params"))
        {
            if (option.Text("defname") == "concurrently")
            {
                return DefElems.IsOn(option);
            }
        }

        return false;
    }
}
