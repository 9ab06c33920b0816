namespace SchemaMigrate.Sql;

/// <summary>Statements about tables other than ALTER TABLE.</summary>
internal static class TableForms
{
    public static IEnumerable<StatementForm> Create(SqlNode node)
    {
        var self = node["relation"].RelationName();
        var relations = new List<(string Role, QualifiedName Relation)>(1);
        var parentRole = node.Has("partbound") ? "parent" : "inherits";
        foreach (var parent in node.List("inhRelations"))
        {
            Add(parentRole, parent.RelationName());
        }

        foreach (var like in node.Descendants("TableLikeClause"))
        {
            Add("like", like["relation"].RelationName());
        }

        foreach (var constraint in node.Descendants("Constraint"))
        {
            Add("references", constraint["pktable"].RelationName());
        }

        if (node["ofTypename"].NameOf() is { } type)
        {
            relations.Add(("type", type));
        }

        return [new StatementForm(node.Has("partbound") ? "CreateTable.PartitionOf" : "CreateTable", relations)];

        void Add(string role, QualifiedName? relation)
        {
            if (relation is { } name && name != self)
            {
                relations.Add((role, name));
            }
        }
    }

    public static IEnumerable<StatementForm> Truncate(SqlNode node)
    {
        var relations = new List<(string, QualifiedName)>();
        foreach (var table in node.List("relations"))
        {
            relations.Add(("table", table.RelationName()!.Value));
        }

        return [new StatementForm(node.Text("behavior") == "DROP_CASCADE" ? "Truncate.Cascade" : "Truncate", relations)];
    }

    public static IEnumerable<StatementForm> Lock(SqlNode node)
    {
        var relations = new List<(string, QualifiedName)>();
        foreach (var table in node.List("relations"))
        {
            relations.Add(("table", table.RelationName()!.Value));
        }

        // The parser's numbers for lock modes are those of LockMode.
        return [new StatementForm($"LockTable.{(LockMode)node.Number("mode")}", relations)];
    }

    public static IEnumerable<StatementForm> Trigger(SqlNode node)
    {
        var relations = new List<(string, QualifiedName)>(1) { ("table", node["relation"].RelationName()!.Value) };
        if (node["constrrel"].RelationName() is { } other)
        {
            relations.Add(("references", other));
        }

        return [new StatementForm("CreateTrigger", relations)];
    }

    public static IEnumerable<StatementForm> Rename(SqlNode node)
    {
        var type = node.Text("renameType") ?? "";
        var relation = node["relation"].RelationName();
        var key = type switch
        {
            "OBJECT_COLUMN" => "Rename.Column",
            "OBJECT_TABCONSTRAINT" => "Rename.Constraint",
            "OBJECT_ATTRIBUTE" => "Rename.Attribute",
            "OBJECT_TABLE" or "OBJECT_FOREIGN_TABLE" => "Rename.Table",
            "OBJECT_VIEW" or "OBJECT_MATVIEW" => "Rename.View",
            "OBJECT_SEQUENCE" => "Rename.Sequence",
            "OBJECT_INDEX" => "Rename.Index",
            "OBJECT_TRIGGER" => "Rename.Trigger",
            "OBJECT_POLICY" => "Rename.Policy",
            "OBJECT_RULE" => "Rename.Rule",
            "OBJECT_TYPE" => "Rename.Type",
            _ => "Rename.Object",
        };
        return [relation is { } table ? new StatementForm(key, "table", table) : new StatementForm(key)];
    }

    public static IEnumerable<StatementForm> SetSchema(SqlNode node) =>
        [node["relation"].RelationName() is { } relation ? new StatementForm("SetSchema", "table", relation) : new StatementForm("SetSchema.Object")];
}
