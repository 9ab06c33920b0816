namespace SchemaMigrate.Sql;

/// <summary>VACUUM, ANALYZE, CLUSTER, REFRESH, CREATE STATISTICS.</summary>
internal static class MaintenanceForms
{
    public static IEnumerable<StatementForm> Cluster(SqlNode node) =>
        [node["relation"].RelationName() is { } table ? new StatementForm("Cluster", "table", table) : new StatementForm("Cluster.All")];

    public static IEnumerable<StatementForm> Vacuum(SqlNode node)
    {
        var key = !node.Flag("is_vacuumcmd") ? "Analyze" : DefElems.IsOn(node.List("options"), "full", otherwise: false) ? "VacuumFull" : "Vacuum";
        var relations = new List<(string, QualifiedName)>();
        foreach (var table in node.List("rels"))
        {
            if (table["relation"].RelationName() is { } name)
            {
                relations.Add(("table", name));
            }
        }

        return [relations.Count == 0 ? new StatementForm(key + ".All") : new StatementForm(key, relations)];
    }

    public static IEnumerable<StatementForm> Refresh(SqlNode node) =>
        [new StatementForm(
            node.Flag("concurrent") ? "RefreshMaterializedViewConcurrently" : "RefreshMaterializedView", "view", node["relation"].RelationName()!.Value)];

    public static IEnumerable<StatementForm> Statistics(SqlNode node)
    {
        var relations = new List<(string, QualifiedName)>();
        foreach (var table in node.List("relations"))
        {
            if (table.RelationName() is { } name)
            {
                relations.Add(("table", name));
            }
        }

        return [new StatementForm("CreateStatistics", relations)];
    }
}
