using SchemaMigrate.Catalog;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>CREATE OR REPLACE VIEW against the view that is there.</summary>
internal static class ViewCheck
{
    public static void Examine(LiveCase live)
    {
        if (live.Node.Type != "ViewStmt" || !live.Node.Flag("replace") || live.Find(live.Node["view"].RelationName()) is not { } view
            || view.Relation.Kind != RelationKind.View || live.Pending.Find(live.Node["view"].RelationName()) is { Dropped: true } || NewColumns(live.Node) is not { } columns)
        {
            return;
        }

        for (var index = 0; index < view.Columns.Count; index++)
        {
            var old = view.Columns[index].Name;
            if (index >= columns.Count || columns[index] != old)
            {
                live.Board.Add(
                    live.Examined, LiveNameRules.ViewColumns, $"{view.Relation.QualifiedName.Display}: column {index + 1} is {old} and would {(index >= columns.Count ? "be dropped" : $"become {columns[index]}")}.",
                    new FindingSubject(view.Relation.QualifiedName, old, null),
                    LiveCase.Fact(EvidenceWeight.Confirms, $"The view has {string.Join(", ", view.Columns.Select(each => each.Name))}."));
                return;
            }
        }
    }

    /// <summary>The names of the new view's columns; null when the text alone does not tell them.</summary>
    private static List<string>? NewColumns(SqlNode view)
    {
        if (view.List("aliases").Texts() is { Count: > 0 } aliases)
        {
            return [.. aliases];
        }

        var names = new List<string>();
        foreach (var target in view["query"].List("targetList"))
        {
            var name = target.Text("name") is { Length: > 0 } given ? given
                : target["val"].Is("ColumnRef") && target["val"].List("fields").Texts() is [.., { Length: > 0 } column] ? column
                : target["val"].Is("FuncCall") ? target["val"].FunctionWord()
                : null;
            if (name is null)
            {
                return null;
            }

            names.Add(name);
        }

        return names.Count == 0 ? null : names;
    }
}
