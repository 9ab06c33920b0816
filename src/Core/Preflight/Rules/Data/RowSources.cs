using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>What a statement reads besides its own table (FROM, USING, WITH), as far as it bears on how many rows it changes.</summary>
/// <param name="statement">An UPDATE, DELETE or SELECT.</param>
/// <param name="embedded">Whether it stands in a body, where names may be variables.</param>
internal sealed class RowSources(SqlNode statement, bool embedded)
{
    private const long Many = 100_000;

    /// <summary>Whether a query gives few rows by its own text.</summary>
    public static bool IsLimited(SqlNode select) => select.Has("valuesLists")
        || (select.Has("limitCount") && !ConstText.IsNull(select["limitCount"]) && !(long.TryParse(ConstText.Of(select["limitCount"]), out var limit) && limit > Many))
        || RowFilter.IsHeldToKey(select, embedded: false);

    /// <summary>Whether a name stands for few values: a variable, or a column of something that has few rows.</summary>
    /// <param name="column">A <c>ColumnRef</c>.</param>
    /// <param name="byLimit">Whether LIMIT counts.</param>
    public bool HasFewRows(SqlNode column, bool byLimit)
    {
        var (any, all) = (false, true);
        var fields = column.List("fields").Texts();
        foreach (var item in Items())
        {
            var few = IsFew(item, byLimit);
            if (fields is [var qualifier, _] && qualifier == NameOf(item))
            {
                return few;
            }

            (any, all) = (true, all && few);
        }

        return fields.Count == 1 ? embedded || (any && all) : embedded && fields is [var other, _] && other != NameOf(statement["relation"]);
    }

    private IEnumerable<SqlNode> Items()
    {
        var waiting = new Stack<SqlNode>();
        // A SELECT's own table stands in FROM; its columns are not given.
        foreach (var item in statement.List(statement.Is("DeleteStmt") ? "usingClause" : "fromClause"))
        {
            waiting.Push(item);
        }

        while (waiting.TryPop(out var item))
        {
            if (item.Is("JoinExpr"))
            {
                waiting.Push(item["larg"]);
                waiting.Push(item["rarg"]);
            }
            else
            {
                yield return item;
            }
        }
    }

    private bool IsFew(SqlNode item, bool byLimit) => item.Type switch
    {
        "RangeFunction" => true,
        "RangeSubselect" => item["subquery"].Has("valuesLists") || (byLimit && IsLimited(item["subquery"])),
        "RangeVar" => byLimit && item.Text("schemaname") is null or "" && IsLimited(With(item.Text("relname") ?? "")),
        _ => false,
    };

    private SqlNode With(string name)
    {
        foreach (var query in statement["withClause"].List("ctes"))
        {
            if (query.Text("ctename") == name)
            {
                return query["ctequery"];
            }
        }

        return default;
    }

    private static string NameOf(SqlNode item) => item["alias"].Text("aliasname") ?? item.Text("relname") ?? "";
}
