using SchemaMigrate.Catalog;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>Dropping and renaming columns and tables: what stands in the way, goes along or breaks later.</summary>
internal static class DropCheck
{
    public static void Examine(LiveCase live)
    {
        foreach (var command in live.Commands.Where(command => command.Subtype == "AT_DropColumn"))
        {
            if (live.Table is { } table && live.UntouchedColumn(command.Name) is { } column)
            {
                DropColumn(live, table, column.Name, command.Cascades);
            }
        }

        if (live.Node.Type == "RenameStmt" && live.Table is { } renamed)
        {
            Rename(live, renamed);
        }

        if (live.Node.Type == "DropStmt" && live.Node.Text("removeType") is "OBJECT_TABLE" or "OBJECT_VIEW" or "OBJECT_MATVIEW")
        {
            foreach (var item in live.Node.List("objects"))
            {
                if (live.Find(item.NameOf()) is { } table)
                {
                    DropTable(live, table, live.Node.Text("behavior") == "DROP_CASCADE");
                }
            }
        }
    }

    private static void DropColumn(LiveCase live, TableFacts table, string column, bool cascades)
    {
        var name = $"{table.Relation.QualifiedName.Display}.{column}";
        var needing = InTheWay.Of(live, table, column);
        var keys = table.ReferencedBy.Where(key => key.ReferencedColumns.Contains(column)).ToList();
        if (!cascades)
        {
            InTheWay.OfColumn(live, table, column, "drop");
            Refused(live, keys, $"drop {name}", column);
        }
        else if (needing.Count + keys.Count > 0)
        {
            var names = needing.Select(InTheWay.Describe).Concat(keys.Select(Foreign)).ToList();
            live.Weigh(EvidenceWeight.Escalates, $"CASCADE drops {string.Join(", ", names)} too.", Severity.Error, "SM060");
        }
        else
        {
            live.Weigh(EvidenceWeight.Dismisses, $"Nothing depends on {name}.", null, "SM060");
        }

        var along = table.Constraints.Where(each => each.Kind is not ConstraintKind.NotNull && each.Columns.Count > 1 && each.Columns.Contains(column))
            .Select(each => $"constraint {each.Name}: {each.Definition}")
            .Concat(table.Indexes.Where(index => index.ConstraintName is null && index.Columns.Count > 1 && index.Columns.Contains(column)).Select(index => $"index {index.Name}: {index.Definition}"))
            .ToList();
        if (along.Count > 0)
        {
            live.Add(LiveDropRules.DroppedAlong, $"{along.Count} constraints and indexes over {column} and other columns go with it.", string.Join("; ", along), column, samples: along);
        }

        Routines(live, table, LiveDropRules.RoutineOrphaned, routine => routine.Mentions(column), $"{name} is dropped", column);
    }

    private static void DropTable(LiveCase live, TableFacts table, bool cascades)
    {
        var name = table.Relation.QualifiedName.Display;
        var needing = table.Dependents.Where(each => each.Kind is DependentKind.View or DependentKind.MaterializedView or DependentKind.RowTypeColumn or DependentKind.Function
            && !InTheWay.IsDropped(live, each)).ToList();
        var keys = table.ReferencedBy.Where(key => (key.Schema, key.Table) != (table.Relation.Schema, table.Relation.Name)
            && live.Pending.Find(QualifiedName.Of(key.Schema, key.Table)) is not { Dropped: true }).ToList();
        if (cascades)
        {
            var names = needing.Select(InTheWay.Describe).Concat(keys.Select(Foreign)).ToList();
            live.Weigh(
                names.Count == 0 ? EvidenceWeight.Dismisses : EvidenceWeight.Escalates,
                names.Count == 0 ? $"Nothing depends on {name}." : $"CASCADE drops {string.Join(", ", names)} too.", names.Count == 0 ? null : Severity.Error, "SM060");
        }
        else
        {
            var direct = needing.Where(each => each.Level == 1).Select(InTheWay.Describe).ToList();
            if (direct.Count > 0)
            {
                live.Board.Add(
                    live.Examined, LiveTypeRules.Dependents, $"PostgreSQL refuses to drop {name}.", new FindingSubject(table.Relation.QualifiedName, null, null),
                    LiveCase.Fact(EvidenceWeight.Confirms, $"Needed by {string.Join(", ", direct)}.") with { Samples = direct, Count = direct.Count });
            }

            Refused(live, keys, $"drop {name}", null);
        }

        if (table.Relation.Rows > 0)
        {
            live.Weigh(EvidenceWeight.Confirms, $"{name} has {Quantity.Rows(table.Relation.Rows)} ({Quantity.Bytes(table.Relation.TotalBytes)}).", null, "SM061");
        }

        Routines(live, table, LiveDropRules.RoutineOrphaned, _ => true, $"{name} is dropped", null);
    }

    private static void Rename(LiveCase live, TableFacts table)
    {
        var name = table.Relation.QualifiedName.Display;
        switch (live.Node.Text("renameType"))
        {
            case "OBJECT_COLUMN" when live.Node.Text("subname") is { Length: > 0 } column:
                Routines(live, table, LiveDropRules.RoutineBroken, routine => routine.Mentions(column), $"{name}.{column} is renamed", column);
                break;
            case "OBJECT_TABLE" or "OBJECT_VIEW":
                Routines(live, table, LiveDropRules.RoutineBroken, _ => true, $"{name} is renamed", null);
                break;
        }
    }

    private static void Routines(LiveCase live, TableFacts table, Rule rule, Func<RoutineText, bool> uses, string what, string? column)
    {
        var broken = table.Routines.Where(routine => uses(routine) && !live.Pending.ReplacesRoutine(routine.Name)).Select(routine => routine.Name).ToList();
        if (broken.Count > 0)
        {
            live.Add(rule, $"{what}, and {Quantity.Of(broken.Count, "routine has", "routines have")} that name in the text.", $"Named in {string.Join(", ", broken)}.", column, samples: broken);
        }
    }

    private static void Refused(LiveCase live, List<TableConstraint> keys, string what, string? column)
    {
        var names = keys.Where(key => live.Pending.Find(QualifiedName.Of(key.Schema, key.Table))?.DroppedNames.Contains(key.Name) != true).Select(Foreign).ToList();
        if (names.Count > 0)
        {
            live.Add(LiveTypeRules.Dependents, $"PostgreSQL refuses to {what}: foreign keys point to it.", string.Join(", ", names), column, samples: names);
        }
    }

    private static string Foreign(TableConstraint key) => $"foreign key {key.Name} of {key.Schema}.{key.Table}";
}
