namespace SchemaMigrate.Sql;

/// <summary>COMMENT ON and SECURITY LABEL.</summary>
internal static class CommentForms
{
    public static IEnumerable<StatementForm> Comment(SqlNode node) => Of("Comment", node);

    public static IEnumerable<StatementForm> Label(SqlNode node) => Of("SecurityLabel", node);

    private static IEnumerable<StatementForm> Of(string verb, SqlNode node)
    {
        var (word, dropLast) = node.Text("objtype") switch
        {
            "OBJECT_TABLE" or "OBJECT_VIEW" or "OBJECT_MATVIEW" or "OBJECT_FOREIGN_TABLE" or "OBJECT_SEQUENCE" or "OBJECT_INDEX" => ("Relation", 0),
            "OBJECT_COLUMN" => ("Column", 1),
            "OBJECT_TABCONSTRAINT" or "OBJECT_TRIGGER" or "OBJECT_POLICY" or "OBJECT_RULE" => ("PartOfRelation", 1),
            _ => ("Object", -1),
        };
        return [dropLast >= 0 && node["object"].NameOf(dropLast) is { } relation
            ? new StatementForm($"{verb}.{word}", "table", relation)
            : new StatementForm($"{verb}.Object")];
    }
}
