using System.Collections.Concurrent;

namespace SchemaMigrate.Sql;

/// <summary>ALTER TABLE and what shares its grammar: ALTER INDEX, VIEW, MATERIALIZED VIEW, SEQUENCE, FOREIGN TABLE, TYPE.</summary>
internal static class AlterTableForms
{
    // The words of the grammar are few; each key is put together once.
    private static readonly ConcurrentDictionary<string, (string Subtype, string Key)> Words = new(StringComparer.Ordinal);

    public static IEnumerable<StatementForm> Alter(SqlNode node)
    {
        var forms = new List<StatementForm>();
        if (node["relation"].RelationName() is not { } table)
        {
            return forms;
        }

        var verb = node.Text("objtype") switch
        {
            "OBJECT_INDEX" => "AlterIndex",
            "OBJECT_TYPE" => "AlterType",
            "OBJECT_SEQUENCE" => "AlterSequence",
            "OBJECT_VIEW" => "AlterView",
            _ => "AlterTable",
        };
        foreach (var command in node.List("cmds"))
        {
            forms.AddRange(Command(verb, table, command));
        }

        return forms;
    }

    private static IEnumerable<StatementForm> Command(string verb, QualifiedName table, SqlNode command)
    {
        var word = command.Text("subtype") ?? "";
        var (subtype, plain) = Words.GetOrAdd(word, static each => each.StartsWith("AT_", StringComparison.Ordinal) ? (each[3..], $"AlterTable.{each[3..]}") : (each, $"AlterTable.{each}"));
        if (verb != "AlterTable")
        {
            return subtype switch
            {
                "SetRelOptions" or "ResetRelOptions" => RelationOptions.Keys(command).Select(key => Simple($"{verb}.{key}", table)),
                "AttachPartition" => [new StatementForm($"{verb}.{subtype}", [("table", table), ("partition", command["def"]["name"].RelationName()!.Value)])],
                _ => [Simple($"{verb}.{subtype}", table)],
            };
        }

        return subtype switch
        {
            "AddColumn" => AddColumnForms.Of(table, command["def"]),
            "AddConstraint" => [ConstraintForms.Added("AlterTable.AddConstraint", table, command["def"])],
            "AlterConstraint" => [Simple(Enforces(command["def"]) ? "AlterTable.AlterConstraint.Enforce" : "AlterTable.AlterConstraint", table)],
            "SetRelOptions" or "ResetRelOptions" or "ReplaceRelOptions" => RelationOptions.Keys(command).Select(key => Simple($"AlterTable.{key}", table)),
            "AttachPartition" or "DetachPartition" or "DetachPartitionFinalize" => [Partition(subtype, table, command["def"])],
            "AddInherit" or "DropInherit" => [new StatementForm($"AlterTable.{subtype}", [("table", table), ("parent", command["def"].RelationName()!.Value)])],
            "ColumnDefault" => [Simple(command["def"].Exists ? "AlterTable.SetDefault" : "AlterTable.DropDefault", table)],
            "ReplicaIdentity" => [Simple("AlterTable.ReplicaIdentity", table)],
            "EnableTrig" or "EnableAlwaysTrig" or "EnableReplicaTrig" or "EnableTrigAll" or "EnableTrigUser"
                or "DisableTrig" or "DisableTrigAll" or "DisableTrigUser" => [Simple("AlterTable.Trigger", table)],
            "EnableRule" or "EnableAlwaysRule" or "EnableReplicaRule" or "DisableRule" => [Simple("AlterTable.Rule", table)],
            "EnableRowSecurity" or "DisableRowSecurity" or "ForceRowSecurity" or "NoForceRowSecurity" => [Simple("AlterTable.RowSecurity", table)],
            "DropConstraint" or "DropColumn" when command.Text("behavior") == "DROP_CASCADE" => [Simple($"AlterTable.{subtype}.Cascade", table)],
            _ => [Simple(plain, table)],
        };
    }

    private static StatementForm Partition(string subtype, QualifiedName table, SqlNode def)
    {
        var key = def.Flag("concurrent") ? "AlterTable.DetachPartitionConcurrently" : $"AlterTable.{subtype}";
        return new StatementForm(key, [("table", table), ("partition", def["name"].RelationName()!.Value)]);
    }

    private static bool Enforces(SqlNode def) => def.Flag("alterEnforceability") && def.Flag("is_enforced");

    private static StatementForm Simple(string key, QualifiedName table) => new(key, "table", table);
}
