using SchemaMigrate.Catalog;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>Foreign keys that go: the table that they refer to is locked ACCESS EXCLUSIVE too, and the statement does not name it.</summary>
internal static class ForeignKeyDropCheck
{
    public static void Examine(LiveCase live)
    {
        if (live.Table is { } table)
        {
            foreach (var command in live.Commands)
            {
                switch (command.Subtype)
                {
                    case "AT_DropConstraint" when table.Constraint(command.Name) is { } constraint && live.PendingTable?.DroppedNames.Contains(command.Name) != true:
                        Dropped(live, table, constraint);
                        break;
                    case "AT_DropColumn" when Keys(live, table).Where(key => key.Columns.Contains(command.Name)).ToList() is { Count: > 0 } keys:
                        Told(live, table.Relation.QualifiedName, keys, command.Name);
                        break;
                }
            }
        }

        if (live.Node.Type == "DropStmt" && live.Node.Text("removeType") == "OBJECT_TABLE")
        {
            foreach (var item in live.Node.List("objects"))
            {
                if (live.Find(item.NameOf()) is { } dropped && Keys(live, dropped).ToList() is { Count: > 0 } keys)
                {
                    live.Board.Weigh(
                        live.Examined, finding => finding.RuleId == "SM061" && (finding.Subject.Table is not { } subject || live.Find(subject) == dropped),
                        LiveCase.Fact(EvidenceWeight.Confirms, $"{Text(keys)}: {Referenced(keys)} locked ACCESS EXCLUSIVE too.") with { Count = keys.Count, Samples = [.. keys.Select(key => key.Name)] });
                }
            }
        }
    }

    private static void Dropped(LiveCase live, TableFacts table, TableConstraint constraint)
    {
        if (constraint.Kind == ConstraintKind.ForeignKey)
        {
            Told(live, table.Relation.QualifiedName, [constraint], null);
        }
        else
        {
            live.Board.Weigh(
                live.Examined, finding => finding.RuleId == "SM025" && finding.Subject.Object?.Name.Name == constraint.Name,
                LiveCase.Fact(EvidenceWeight.Dismisses, $"{constraint.Name} is no foreign key: {constraint.Definition}."));
        }
    }

    private static void Told(LiveCase live, QualifiedName table, IReadOnlyList<TableConstraint> keys, string? column)
    {
        var fact = $"{Text(keys)}.";
        if (live.Board.On(live.Examined).Any(finding => finding.RuleId == "SM025"))
        {
            live.Weigh(EvidenceWeight.Confirms, fact, null, "SM025");
            return;
        }

        // Our runner takes both locks or none, and does not wait for them; what is left is worth knowing.
        var guarded = live.Examined.Source.Runner == SourceRunner.Module && live.Examined.LocksOnExisting.All(held => held.Mode < LockMode.ShareRowExclusive || NameMap<HeldLock>.Same(held.Relation, table));
        live.Add(
            DropConstraintRules.ForeignKey, $"With {Text(keys)}, {Referenced(keys)} locked ACCESS EXCLUSIVE too.", fact, column, guarded ? Severity.Info : null, [.. keys.Select(key => key.Name)]);
    }

    private static IEnumerable<TableConstraint> Keys(LiveCase live, TableFacts table) => table.Constraints.Where(each =>
        each.Kind == ConstraintKind.ForeignKey && live.Pending.Find(table.Relation.QualifiedName)?.DroppedNames.Contains(each.Name) != true);

    private static string Text(IReadOnlyList<TableConstraint> keys) =>
        string.Join(", ", keys.Select(key => $"foreign key {key.Name} to {key.ReferencedSchema}.{key.ReferencedTable}"));

    private static string Referenced(IReadOnlyList<TableConstraint> keys) =>
        $"{string.Join(", ", keys.Select(key => $"{key.ReferencedSchema}.{key.ReferencedTable}").Distinct())} {(keys.Count == 1 ? "is" : "are")}";
}
