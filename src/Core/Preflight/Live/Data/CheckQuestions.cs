using SchemaMigrate.Catalog;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>Rows that a CHECK does not allow.</summary>
internal static class CheckQuestions
{
    public static IEnumerable<DataQuestion> Of(LiveCase live, TableFacts table, SqlNode constraint, bool validates, WrittenParts? written = null)
    {
        var expression = constraint["raw_expr"];
        foreach (var reference in expression.Descendants("ColumnRef"))
        {
            if (reference.List("fields").Texts() is [.., var column] && live.PendingTable?.Columns.Contains(column) == true)
            {
                return [];
            }
        }

        return (written ?? live.Written).CheckExpression(constraint) is { } text
            ? Of(live, table, constraint.Text("conname") is { Length: > 0 } name ? name : "the CHECK", text, Functions(expression), validates)
            : [];
    }

    public static IEnumerable<DataQuestion> Of(LiveCase live, TableFacts table, string name, string expression, IReadOnlyList<string> functions, bool validates)
    {
        DataQuestion? question = null;
        var display = table.Relation.QualifiedName.Display;
        string Message(DataAnswer answer) => $"{Verdicts.Rows(answer.Count)} of {display} {(answer.Count == 1 ? "does" : "do")} not satisfy {name}.";
        var none = $"Every row of {display} satisfies {name} now.";
        question = new DataQuestion(table, $"({expression}) IS FALSE")
        {
            Functions = functions,
            Apply = validates
                ? Verdicts.Foretell(live, DataRowsRules.Violators, () => question!, null, Message, none, null, "SM015", "SM005", "SM017")
                : Verdicts.Decide(live, () => question!, null, Message, none, Severity.Danger, "SM016"),
        };
        return [question];
    }

    public static IReadOnlyList<string> Functions(SqlNode expression)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        if (expression.Is("FuncCall"))
        {
            names.Add(expression.FunctionWord());
        }

        foreach (var call in expression.Descendants("FuncCall"))
        {
            names.Add(call.FunctionWord());
        }

        return [.. names];
    }
}
