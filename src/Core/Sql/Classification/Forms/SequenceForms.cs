namespace SchemaMigrate.Sql;

/// <summary>CREATE SEQUENCE and ALTER SEQUENCE, which may lock the table that comes to own the sequence.</summary>
internal static class SequenceForms
{
    public static IEnumerable<StatementForm> Create(SqlNode node) => [new StatementForm("CreateSequence", Owner(node).ToList())];

    public static IEnumerable<StatementForm> Alter(SqlNode node)
    {
        var owner = Owner(node).ToList();
        var sequence = ("sequence", node["sequence"].RelationName()!.Value);
        return [new StatementForm("AlterSequence", [sequence, .. owner])];
    }

    private static IEnumerable<(string, QualifiedName)> Owner(SqlNode node)
    {
        foreach (var option in node.List("options"))
        {
            // OWNED BY table.column; OWNED BY NONE has no table.
            if (option.Text("defname") == "owned_by" && option["arg"].NameOf(dropLast: 1) is { } table)
            {
                return [("owner", table)];
            }
        }

        return [];
    }
}
