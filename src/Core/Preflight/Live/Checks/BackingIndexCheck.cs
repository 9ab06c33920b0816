using System.Text.RegularExpressions;
using SchemaMigrate.Catalog;

namespace SchemaMigrate.Preflight;

/// <summary>ADD CONSTRAINT … USING INDEX against the index that is there, and new indexes against those that do their work already.</summary>
internal static partial class BackingIndexCheck
{
    public static void Examine(LiveCase live)
    {
        if (live.Table is not { } table)
        {
            return;
        }

        foreach (var command in live.Commands.Where(command => command.Subtype == "AT_AddConstraint" && command.Def.Text("indexname") is { Length: > 0 }))
        {
            Back(live, table, command.Def.Text("indexname")!, command.Def.Text("contype") == "CONSTR_PRIMARY" ? "a primary key" : "a UNIQUE constraint");
        }

        if (live.Node.Type == "IndexStmt" && !live.Board.On(live.Examined).Any(finding => finding.RuleId == "SM042"))
        {
            Redundant(live, table);
        }
    }

    private static void Back(LiveCase live, TableFacts table, string name, string what)
    {
        if (live.Pending.Creates(Sql.QualifiedName.Of(live.TableName?.Schema?.Name, name)) || live.Pending.OpaqueBy is not null)
        {
            return;
        }

        if (table.Indexes.FirstOrDefault(each => each.Name == name) is not { } index)
        {
            live.Add(
                LiveNameRules.Missing, $"{table.Relation.QualifiedName.Display} has no index {name}.",
                $"It has {(table.Indexes.Count == 0 ? "none" : string.Join(", ", table.Indexes.Select(each => each.Name).Take(30)))}.");
            return;
        }

        var flaw = !index.IsUnique ? "is not unique"
            : !index.IsValid ? "is not valid"
            : index.Predicate is not null ? "is partial"
            : index.Expressions is not null ? "has an expression"
            : index.ConstraintName is { } owner ? $"belongs to the constraint {owner} already"
            : Ordered().IsMatch(index.Definition) ? "has an order of its own"
            : null;
        if (flaw is not null && !live.Board.On(live.Examined).Any(finding => finding is { RuleId: "SM029", Severity: Severity.Error }))
        {
            live.Add(UniqueRules.UnfitIndex, $"The index {name} {flaw} and cannot become {what}.", index.Definition);
        }
    }

    private static void Redundant(LiveCase live, TableFacts table)
    {
        var index = new KnownIndex(live.Node.Text("idxname"), table.Relation.QualifiedName, live.Node, live.Examined);
        if (index.Unique || index.Partial || index.Columns.Count == 0 || index.Columns.Any(column => column is null))
        {
            return;
        }

        var covering = table.Indexes.FirstOrDefault(each => each is { IsValid: true, Predicate: null } && each.Method == live.Node.Text("accessMethod") && each.Name != index.Name
            && each.Keys.Count >= index.Columns.Count && each.Keys.Take(index.Columns.Count).SequenceEqual(index.Columns)
            && live.PendingTable?.DroppedNames.Contains(each.Name) != true && live.Pending.Find(Sql.QualifiedName.Of(each.Schema, each.Name)) is not { Dropped: true }
            && live.Pending.Find(Sql.QualifiedName.Of(null, each.Name)) is not { Dropped: true });
        if (covering is not null)
        {
            live.Add(IndexShapeRules.Shape, $"{covering.Name} begins with the same columns.", covering.Definition);
        }
    }

    // What pg_get_indexdef writes behind a column whose order is not the default; names in quotes cannot match, they end with a quote.
    [GeneratedRegex("""(?<=[\w")]) (DESC|NULLS FIRST)(?=[ ,)])""")]
    private static partial Regex Ordered();
}
