namespace SchemaMigrate.Sql;

/// <summary>Statements that read and write rows, and definitions that hold queries.</summary>
internal static class QueryForms
{
    public static IEnumerable<StatementForm> Query(SqlNode node)
    {
        var relations = QueryRelations.Of(node);
        if (node.Is("SelectStmt") && node.Has("intoClause"))
        {
            return [Reading("CreateTableAs", relations)];
        }

        var key = relations.Exists(pair => pair.Role == "locked") ? "SelectForUpdate" : "Select";
        var forms = new List<StatementForm> { new(node.Is("SelectStmt") ? key : Word(node), relations) };
        // WITH … AS (DELETE …) is a deletion, too.
        foreach (var writer in node.Descendants())
        {
            if (writer.Type is "InsertStmt" or "UpdateStmt" or "DeleteStmt" or "MergeStmt")
            {
                forms.Add(new StatementForm(Word(writer)));
            }
        }

        return forms;
    }

    public static IEnumerable<StatementForm> Explain(SqlNode node)
    {
        foreach (var option in node.List("options"))
        {
            if (option.Text("defname") == "analyze")
            {
                return StatementForms.Of(node["query"]);
            }
        }

        // Planned but not executed: the locks are those of execution, the rest is not.
        return [new StatementForm("Explain", StatementForms.Of(node["query"]).SelectMany(form => form.Relations).ToList())];
    }

    public static IEnumerable<StatementForm> Copy(SqlNode node)
    {
        if (node["query"].Exists)
        {
            return [new StatementForm("Copy.To", QueryRelations.Of(node["query"]))];
        }

        var key = node.Flag("is_from") ? "Copy.From" : "Copy.To";
        return [new StatementForm(key, node.Flag("is_from") ? "target" : "source", node["relation"].RelationName()!.Value)];
    }

    public static IEnumerable<StatementForm> CreateAs(SqlNode node) =>
        [Reading(StatementKinds.Of(node).ToString(), node["query"].Is("ExecuteStmt") ? [] : QueryRelations.Of(node["query"]))];

    public static IEnumerable<StatementForm> View(SqlNode node)
    {
        var relations = QueryRelations.Of(node["query"]);
        if (node.Flag("replace") && node["view"].RelationName() is { } view)
        {
            relations.Add(("replaced", view));
        }

        return [Reading("CreateView", relations)];
    }

    public static IEnumerable<StatementForm> Rule(SqlNode node) => [WithQueries("CreateRule", node, "relation")];

    public static IEnumerable<StatementForm> Policy(SqlNode node) => [WithQueries(StatementKinds.Of(node).ToString(), node, "table")];

    /// <summary>A body in BEGIN ATOMIC is parsed at creation and locks what it reads and writes; of quoted bodies only those in SQL are looked at.</summary>
    public static IEnumerable<StatementForm> Function(SqlNode node)
    {
        if (node.Has("sql_body"))
        {
            return [Reading(StatementKinds.Of(node).ToString(), QueryRelations.Of(node))];
        }

        foreach (var option in node.List("options"))
        {
            if (option.Text("defname") == "language" && option["arg"].Text("sval") is { } language && language.Equals("sql", StringComparison.OrdinalIgnoreCase))
            {
                return [new StatementForm("CreateFunction.SqlText")];
            }
        }

        return [new StatementForm(StatementKinds.Of(node).ToString())];
    }

    private static StatementForm WithQueries(string key, SqlNode node, string field)
    {
        var table = node[field];
        var relations = QueryRelations.Of(node, except: table);
        // NEW and OLD are no tables.
        relations.RemoveAll(pair => pair.Relation.Schema is null && pair.Relation.Name.Name is "new" or "old");
        relations.Insert(0, ("table", table.RelationName()!.Value));
        return new StatementForm(key, relations);
    }

    private static StatementForm Reading(string key, List<(string Role, QualifiedName Relation)> relations) => new(key, relations);

    private static string Word(SqlNode node) => node.Type switch
    {
        "InsertStmt" => "Insert",
        "UpdateStmt" => "Update",
        "DeleteStmt" => "Delete",
        "MergeStmt" => node.Descendants("MergeWhenClause") is var clauses && Deletes(clauses) ? "Merge.Delete" : "Merge",
        _ => "Select",
    };

    private static bool Deletes(SqlNodeDescendants clauses)
    {
        foreach (var clause in clauses)
        {
            if (clause.Text("commandType") == "CMD_DELETE")
            {
                return true;
            }
        }

        return false;
    }
}
