using SchemaMigrate.Catalog;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>ALTER COLUMN … TYPE: what it costs from the type that the column has, and what stands in its way.</summary>
internal static class TypeCheck
{
    // These are about the cost alone; when the change is free they are gone.
    private static readonly string[] AboutCost = ["SM043", "SM046", "SM047", "SM050"];

    public static void Examine(LiveCase live)
    {
        if (live.Table is not { } table)
        {
            return;
        }

        foreach (var command in live.Commands.Where(command => command.Subtype == "AT_SetExpression"))
        {
            if (live.UntouchedColumn(command.Name) is { } generated)
            {
                live.WeighColumn(
                    generated.Name, generated.Generated == "v" ? EvidenceWeight.Dismisses : EvidenceWeight.Confirms,
                    generated.Generated == "v" ? $"{generated.Name} is virtual: nothing is stored, and nothing is rewritten." : $"{generated.Name} is stored.", null, "SM085");
            }
        }

        foreach (var command in live.Commands.Where(command => command.Subtype == "AT_AlterColumnType"))
        {
            if (live.UntouchedColumn(command.Name) is not { } column)
            {
                continue;
            }

            var change = new TypeChange(command);
            var collation = change.Definition["collClause"].Exists;
            if (TypeStorage.IsAlike(column, change.Type, change.Using.Exists, live.World.Catalog.Database.TimeZone, change.Type.NameOf() is { } type ? live.Catalog.FindType(type) : null) == true)
            {
                Free(live, table, column, change, collation);
            }
            else
            {
                Rewritten(live, table, column, change);
            }

            InTheWay.OfColumn(live, table, column.Name, "change the type of");
        }
    }

    private static void Free(LiveCase live, TableFacts table, TableColumn column, TypeChange change, bool collation)
    {
        live.WeighColumn(column.Name, EvidenceWeight.Dismisses, $"{column.Type} and {change.TypeText} are stored alike: the table is not rewritten.", null, AboutCost);
        live.WeighColumn(column.Name, EvidenceWeight.Dismisses, $"Every {column.Type} is a {change.TypeText}.", null, "SM049", "SM122", "SM048");
        var indexes = table.Indexes.Where(index => index.ComputesWith(column.Name) && live.PendingTable?.DroppedNames.Contains(index.Name) != true
            && live.Pending.Find(QualifiedName.Of(index.Schema, index.Name)) is not { Dropped: true }).ToList();
        foreach (var index in indexes)
        {
            live.Add(
                LiveTypeRules.ExpressionIndex, $"{index.Name} computes with {column.Name} and is built anew while {table.Relation.QualifiedName.Display} is locked.",
                $"{index.Definition} ({Quantity.Bytes(index.Bytes)})", column.Name);
        }

        foreach (var check in table.Constraints.Where(each => each.Kind == ConstraintKind.Check && each.Columns.Contains(column.Name) && live.PendingTable?.DroppedNames.Contains(each.Name) != true))
        {
            live.Add(
                LiveTypeRules.CheckedColumn, $"{check.Name} is tested on every row while {table.Relation.QualifiedName.Display} is locked.", $"{check.Name}: {check.Definition}", column.Name);
        }

        if (!collation && table.Indexes.Any(index => index.Columns.Contains(column.Name)) && indexes.Count == 0)
        {
            live.WeighColumn(column.Name, EvidenceWeight.Informs, "Its indexes hold the bare column and stay as they are.", null, AboutCost);
        }
    }

    private static void Rewritten(LiveCase live, TableFacts table, TableColumn column, TypeChange change)
    {
        live.Board.Weigh(
            live.Examined, finding => finding.RuleId == "SM043" && finding.Subject.Column == column.Name && finding.Severity < Severity.Danger,
            LiveCase.Fact(EvidenceWeight.Escalates, $"{column.Name} is {column.Type} now: the table is rewritten.") with { Severity = Severity.Danger });
        live.WeighColumn(column.Name, EvidenceWeight.Confirms, $"{column.Name} is {column.Type} now: the table is rewritten.", null, AboutCost);
        if (table.Relation.Kind == RelationKind.PartitionedTable)
        {
            live.Add(
                LiveTypeRules.Partitioned, $"{table.Relation.QualifiedName.Display} and its partitions are rewritten in one transaction.",
                $"{Quantity.Of(table.Relation.Descendants.Count(each => each.IsLeaf), "partition", "partitions")} with {Quantity.Bytes(table.Relation.TotalBytes)}.", column.Name);
        }
    }
}
