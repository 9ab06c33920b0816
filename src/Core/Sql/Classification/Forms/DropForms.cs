namespace SchemaMigrate.Sql;

/// <summary>DROP of anything.</summary>
internal static class DropForms
{
    public static IEnumerable<StatementForm> Drop(SqlNode node)
    {
        var kind = StatementKinds.Of(node);
        var key = kind == StatementKind.Other ? $"Drop.{node.Text("removeType")}" : kind.ToString();
        key += node.Flag("concurrent") ? "Concurrently" : "";
        // A trigger, policy or rule is dropped from its table, which is the rest of its name.
        var partOf = kind is StatementKind.DropTrigger or StatementKind.DropPolicy or StatementKind.DropRule;
        var relations = new List<(string, QualifiedName)>();
        if (partOf || kind is StatementKind.DropTable or StatementKind.DropView or StatementKind.DropMaterializedView
            or StatementKind.DropSequence or StatementKind.DropForeignTable or StatementKind.DropIndex)
        {
            foreach (var item in node.List("objects"))
            {
                if (item.NameOf(partOf ? 1 : 0) is { } name)
                {
                    relations.Add((partOf ? "table" : "object", name));
                }
            }
        }

        yield return new StatementForm(key, relations);
        if (node.Text("behavior") == "DROP_CASCADE")
        {
            yield return new StatementForm("Drop.Cascade");
        }
    }
}
