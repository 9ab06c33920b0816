using System.Text.RegularExpressions;
using SchemaMigrate.Catalog;

namespace SchemaMigrate.Preflight;

/// <summary>SET NOT NULL and primary keys: what the catalog already proves.</summary>
internal static class NotNullCheck
{
    public static void Examine(LiveCase live)
    {
        if (live.Table is not { } table)
        {
            return;
        }

        foreach (var command in live.Commands)
        {
            switch (command.Subtype)
            {
                case "AT_SetNotNull" when live.UntouchedColumn(command.Name) is { } column:
                    SetNotNull(live, table, column);
                    break;
                case "AT_AddConstraint" when command.Def.Text("contype") == "CONSTR_PRIMARY":
                    PrimaryKey(live, table, command);
                    break;
                case "AT_AddColumn" when table.Relation is { RowsCounted: true, Rows: 0 } or { HeapBytes: 0, IsTable: true }:
                    live.WeighColumn(command.Def.Name(), EvidenceWeight.Dismisses, $"{table.Relation.QualifiedName.Display} is empty.", null, "SM004");
                    break;
                case "AT_AddColumn" when table.Relation.Rows > 0:
                    live.WeighColumn(
                        command.Def.Name(), EvidenceWeight.Confirms, $"{table.Relation.QualifiedName.Display} has {Quantity.Rows(table.Relation.Rows)}.", null, "SM004");
                    break;
            }
        }
    }

    private static void SetNotNull(LiveCase live, TableFacts table, TableColumn column)
    {
        var unproven = table.Constraints.FirstOrDefault(each => each is { Kind: ConstraintKind.NotNull, IsValidated: false } && each.Columns.SequenceEqual([column.Name]));
        if (unproven is not null)
        {
            HalfDone(live, column, unproven);
        }
        else if (column.NotNull)
        {
            live.WeighColumn(column.Name, EvidenceWeight.Dismisses, $"{column.Name} is NOT NULL already.", null, "SM011", "SM012");
        }
        else if (Proof(table, column.Name, live) is { } proof)
        {
            live.WeighColumn(column.Name, EvidenceWeight.Dismisses, $"The valid CHECK {proof.Name} proves it: {proof.Definition}. The table is not read.", null, "SM011");
        }
    }

    private static void HalfDone(LiveCase live, TableColumn column, TableConstraint unproven)
    {
        var fact = $"The NOT NULL {unproven.Name} exists and is not validated; SET NOT NULL reads the whole table.";
        if (!live.Board.On(live.Examined).Any(finding => finding.RuleId == "SM012"))
        {
            live.Add(NotNullRules.HalfDone, $"Every row of {live.TableName?.Display} is read under ACCESS EXCLUSIVE, although {column.Name} could be validated without.", fact, column.Name);
            live.WeighColumn(column.Name, EvidenceWeight.Dismisses, $"{unproven.Name} can be validated instead, see SM012.", null, "SM011");
        }
        else
        {
            live.WeighColumn(column.Name, EvidenceWeight.Confirms, fact, Severity.Danger, "SM012");
        }
    }

    /// <summary>A valid CHECK that forbids NULL, which PostgreSQL 12 and later take for a proof.</summary>
    private static TableConstraint? Proof(TableFacts table, string column, LiveCase live) => live.World.Major < 12 ? null : table.Constraints.FirstOrDefault(each =>
        each is { Kind: ConstraintKind.Check, IsValidated: true, IsEnforced: true } && live.PendingTable?.DroppedNames.Contains(each.Name) != true
        && Conjuncts(each.Expression).Any(part => Regex.IsMatch(part, $@"^\(*""?{Regex.Escape(column)}""? IS NOT NULL\)*$")));

    private static string[] Conjuncts(string? expression) =>
        expression is null || Words.Contains(expression, "or") || Words.Contains(expression, "not") && Regex.IsMatch(expression, @"(?<!IS )NOT\b", RegexOptions.IgnoreCase)
            ? []
            : expression.Split(" AND ");

    private static void PrimaryKey(LiveCase live, TableFacts table, AlterCommand command)
    {
        var index = command.Def.Text("indexname");
        var keys = index is { Length: > 0 }
            ? table.Indexes.FirstOrDefault(each => each.Name == index)?.Keys.OfType<string>().ToList() ?? []
            : [.. command.Def.List("keys").Texts()];
        if (keys.Count == 0)
        {
            return;
        }

        var nullable = keys.Where(key => live.UntouchedColumn(key) is { NotNull: false }).ToList();
        var fact = nullable.Count == 0 ? $"{string.Join(", ", keys)} cannot be NULL." : $"{string.Join(", ", nullable)} can be NULL now: every row is read.";
        if (live.Board.On(live.Examined).Any(finding => finding.RuleId == "SM027"))
        {
            live.Weigh(nullable.Count == 0 ? EvidenceWeight.Dismisses : EvidenceWeight.Confirms, fact, nullable.Count == 0 ? null : Severity.Danger, "SM027");
        }
        else if (nullable.Count > 0 && index is { Length: > 0 })
        {
            live.Add(UniqueRules.NullableKey, $"Every row of {table.Relation.QualifiedName.Display} is read.", fact, nullable[0]);
        }
    }
}
