using SchemaMigrate.Catalog;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>Partitioned tables: everything at once, and the default partition.</summary>
internal static class PartitionCheck
{
    public static void Examine(LiveCase live)
    {
        if (live.Node.Type == "CreateStmt" && live.Node.Has("partbound"))
        {
            foreach (var parent in live.Node.List("inhRelations"))
            {
                Default(live, parent.RelationName());
            }
        }

        if (live.Table is not { } table)
        {
            return;
        }

        foreach (var command in live.Commands)
        {
            if (command.Subtype == "AT_AttachPartition")
            {
                Default(live, live.TableName);
                Attach(live, table, command.Def);
            }

            if (command.Subtype == "AT_DetachPartition" && command.Def.Flag("concurrent") && table.DefaultPartition is { } other
                && live.Pending.Find(QualifiedName.Of(other.Schema, other.Name)) is not { Dropped: true })
            {
                live.Add(
                    LiveNameRules.DetachRefused, $"{table.Relation.QualifiedName.Display} has a default partition: PostgreSQL refuses to detach another CONCURRENTLY.",
                    $"{other.Schema}.{other.Name} is the default partition.");
            }

            var tested = command.Subtype == "AT_SetNotNull" && table.Column(command.Name) is { NotNull: false }
                || command.Subtype == "AT_AddConstraint" && !command.Def.Flag("skip_validation") && command.Def.Text("contype") is "CONSTR_CHECK" or "CONSTR_FOREIGN" or "CONSTR_UNIQUE" or "CONSTR_PRIMARY";
            if (tested && table.Relation is { Kind: RelationKind.PartitionedTable, Descendants.Count: > 0 } relation)
            {
                live.Add(
                    LiveNameRules.EveryPartition, $"All partitions of {relation.QualifiedName.Display} are locked and read in one transaction.",
                    $"{Quantity.Of(relation.Descendants.Count(each => each.IsLeaf), "partition", "partitions")} with {Quantity.Bytes(relation.TotalBytes)}.", command.Name.Length > 0 ? command.Name : null);
            }

            if (command.Subtype != "AT_AddConstraint" || command.Def.Text("contype") != "CONSTR_FOREIGN" || !command.Def.Flag("skip_validation")
                || table.Relation.Kind != RelationKind.PartitionedTable)
            {
                continue;
            }

            if (live.World.Major >= 18)
            {
                AllAtOnce(live, table.Relation, "are locked against writing at once", LockMode.ShareRowExclusive, Severity.Warning);
            }
            else if (!live.Board.On(live.Examined).Any(finding => finding.RuleId == "SM020"))
            {
                live.Add(ForeignKeyRules.NotValidPartitioned, $"{table.Relation.QualifiedName.Display} is partitioned: PostgreSQL {live.World.Major} refuses a NOT VALID foreign key there.", "The catalog says that it is partitioned.");
            }
        }

        if (live.Node.Type == "IndexStmt" && !live.Node.Flag("concurrent") && live.Node["relation"].Flag("inh") && table.Relation.Kind == RelationKind.PartitionedTable)
        {
            AllAtOnce(live, table.Relation, "are locked against writing until all their indexes are built", LockMode.Share, null);
        }

        if (live.Node.Type == "IndexStmt" && live.Node.Flag("concurrent") && table.Relation.Kind == RelationKind.PartitionedTable
            && !live.Board.On(live.Examined).Any(finding => finding.RuleId == "SM034"))
        {
            live.Add(IndexBuildRules.Partitioned, $"{table.Relation.QualifiedName.Display} is partitioned: PostgreSQL refuses CONCURRENTLY there.", "The catalog says that it is partitioned.");
        }
    }

    private static void Attach(LiveCase live, TableFacts parent, SqlNode command)
    {
        if (live.Find(command["name"].RelationName()) is not { } partition)
        {
            return;
        }

        if (partition.Relation is { RowsCounted: true, Rows: 0 } or { HeapBytes: 0 })
        {
            live.Weigh(EvidenceWeight.Dismisses, "The new partition is empty.", null, "SM064");
        }
        else if (AttachProof.Find(partition, parent.Relation.PartitionKey, command["bound"]) is { } proof)
        {
            live.Weigh(EvidenceWeight.Dismisses, $"The valid CHECK {proof.Name} proves it: {proof.Definition}. The partition is not read.", null, "SM064");
        }
    }

    private static void AllAtOnce(LiveCase live, Relation relation, string what, LockMode mode, Severity? severity)
    {
        if (relation.Descendants.Count > 0)
        {
            live.Board.Add(
                live.Examined, LiveNameRules.EveryPartition, $"All partitions of {relation.QualifiedName.Display} {what}.", new FindingSubject(relation.QualifiedName, null, null),
                LiveCase.Fact(EvidenceWeight.Confirms, $"{Quantity.Of(relation.Descendants.Count(each => each.IsLeaf), "partition", "partitions")} with {Quantity.Bytes(relation.TotalBytes)}."),
                severity, mode, mode == LockMode.Share);
        }
    }

    private static void Default(LiveCase live, QualifiedName? parent)
    {
        if (live.Find(parent) is { DefaultPartition: { } found } table)
        {
            if (found.Rows == 0 || found.Bytes < 1 << 20)
            {
                return;
            }

            live.Board.Add(
                live.Examined, LiveNameRules.DefaultPartition, $"{found.Schema}.{found.Name} is read under ACCESS EXCLUSIVE.", new FindingSubject(table.Relation.QualifiedName, null, null),
                LiveCase.Fact(EvidenceWeight.Confirms, $"It is the default partition and has {Quantity.Rows(found.Rows)} in {Quantity.Bytes(found.Bytes)}."));
        }
    }
}
