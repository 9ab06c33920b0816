using SchemaMigrate.Catalog;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>Duplicates before a unique index, UNIQUE or PRIMARY KEY, and NULLs before a key.</summary>
internal static class DuplicateQuestions
{
    public static IEnumerable<DataQuestion> OfConstraint(LiveCase live, TableFacts table, SqlNode constraint)
    {
        var keys = constraint.List("keys").Texts();
        if (keys.Count == 0 || keys.Any(key => live.UntouchedColumn(key) is null))
        {
            return [];
        }

        var questions = new List<DataQuestion>();
        if (constraint.Text("contype") == "CONSTR_PRIMARY")
        {
            questions.AddRange(keys.SelectMany(key => NullQuestions.Of(live, table, key)));
        }

        var elements = keys.Select(key => new Identifier(key).ToString()).ToList();
        questions.Add(Question(live, table, elements, [], null, constraint.Flag("nulls_not_distinct"), string.Join(", ", keys)));
        return questions;
    }

    public static IEnumerable<DataQuestion> OfIndex(LiveCase live, TableFacts table)
    {
        if (live.Written.IndexParts() is not ({ Count: > 0 } elements, var predicate))
        {
            return [];
        }

        foreach (var reference in live.Node.Descendants("ColumnRef"))
        {
            if (reference.List("fields").Texts() is [.., var column] && live.PendingTable?.Columns.Contains(column) == true)
            {
                return [];
            }
        }

        var functions = new HashSet<string>(CheckQuestions.Functions(live.Node["whereClause"]), StringComparer.Ordinal);
        foreach (var element in live.Node.List("indexParams"))
        {
            if (element.Text("name") is { Length: > 0 } name && live.UntouchedColumn(name) is null)
            {
                return [];
            }

            functions.UnionWith(CheckQuestions.Functions(element["expr"]));
        }

        var keys = elements.Take(live.Node.List("indexParams").Count).ToList();
        return [Question(live, table, keys, [.. functions], predicate, live.Node.Flag("nulls_not_distinct"), string.Join(", ", keys))];
    }

    private static DataQuestion Question(
        LiveCase live, TableFacts table, List<string> keys, IReadOnlyList<string> functions, string? predicate, bool nullsNotDistinct, string what)
    {
        var conditions = nullsNotDistinct ? [] : keys.Select(key => $"({key}) IS NOT NULL").ToList();
        if (predicate is not null)
        {
            conditions.Add($"({predicate})");
        }

        var display = table.Relation.QualifiedName.Display;
        DataQuestion? question = null;
        question = new DataQuestion(table, conditions.Count == 0 ? "true" : string.Join(" AND ", conditions))
        {
            GroupBy = keys,
            Functions = functions,
            Apply = Verdicts.Foretell(
                live, DataRowsRules.Duplicates, () => question!, null,
                answer => $"{Quantity.Of(answer.Groups, "value", "values")} of ({what}) in {display} {(answer.Groups == 1 ? "occurs" : "occur")} more than once: {Verdicts.Rows(answer.Count)} too many, {Quantity.Count(answer.Worst)} in the largest group.",
                $"({what}) has no duplicates in {display} now.", null, "SM026", "SM031", "SM037", "SM006"),
        };
        return question;
    }
}
