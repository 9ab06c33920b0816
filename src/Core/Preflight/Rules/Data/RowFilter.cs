using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>Says whether the WHERE clause of an UPDATE, DELETE or SELECT keeps it to few rows.</summary>
internal sealed class RowFilter
{
    private readonly RowSources sources;
    private readonly bool byLimit;

    private RowFilter(SqlNode statement, bool embedded, bool byLimit) => (sources, this.byLimit) = (new RowSources(statement, embedded), byLimit);

    /// <summary>Whether a key is held to constants (one value, a list, a range with two ends) or to a few rows of something else.</summary>
    /// <param name="statement">The statement.</param>
    /// <param name="embedded">Whether it stands in a body, where names may be variables.</param>
    public static bool IsBounded(SqlNode statement, bool embedded) => Is(statement, embedded, byLimit: true);

    /// <summary>The same without LIMIT, which bounds one execution and not a loop of them.</summary>
    public static bool IsHeldToKey(SqlNode statement, bool embedded) => Is(statement, embedded, byLimit: false);

    private static bool Is(SqlNode statement, bool embedded, bool byLimit) =>
        statement["whereClause"] is { Exists: true } where && new RowFilter(statement, embedded, byLimit).Bounds(where);

    private bool Bounds(SqlNode node) => node.Type switch
    {
        "BoolExpr" => node.Text("boolop") == "AND_EXPR" && BoundsTogether(node.List("args")),
        "SubLink" => byLimit && node.Text("subLinkType") == "ANY_SUBLINK" && !node.Has("operName") && RowSources.IsLimited(node["subselect"]),
        "A_Expr" => BoundsByItself(node),
        _ => false,
    };

    private bool BoundsTogether(SqlNodeList parts)
    {
        var (below, above) = (false, false);
        foreach (var part in parts)
        {
            if (Bounds(part))
            {
                return true;
            }

            var side = Side(part);
            below |= side < 0;
            above |= side > 0;
        }

        return below && above;
    }

    private bool BoundsByItself(SqlNode node) => node.Text("kind") switch
    {
        "AEXPR_OP" when Operator(node) == "=" => IsHeld(node["lexpr"], node["rexpr"]) || IsHeld(node["rexpr"], node["lexpr"]),
        "AEXPR_OP_ANY" when Operator(node) == "=" => IsHeld(node["lexpr"], node["rexpr"]),
        "AEXPR_IN" or "AEXPR_BETWEEN" => IsKey(node["lexpr"]) && AreGiven(node["rexpr"]),
        _ => false,
    };

    private bool IsHeld(SqlNode column, SqlNode to) => IsKey(column) && IsGiven(to);

    /// <summary>1 for a lower end of a range, -1 for an upper one.</summary>
    private int Side(SqlNode node) =>
        node.Is("A_Expr") && node.Text("kind") == "AEXPR_OP" && IsHeld(node["lexpr"], node["rexpr"])
            ? Operator(node) switch { ">" or ">=" => 1, "<" or "<=" => -1, _ => 0 }
            : 0;

    private static string Operator(SqlNode node) => node.List("name").Texts() is [.., var name] ? name : "";

    /// <summary>Whether a value is known before the rows are: it has no column in it, or only of few rows.</summary>
    private bool IsGiven(SqlNode node)
    {
        if (node.Is("SubLink"))
        {
            return node.Text("subLinkType") == "EXPR_SUBLINK";
        }

        if (node.Is("ColumnRef"))
        {
            return sources.HasFewRows(node, byLimit);
        }

        foreach (var part in node.Descendants())
        {
            if (part.Is("SubLink") || (part.Is("ColumnRef") && !sources.HasFewRows(part, byLimit)))
            {
                return false;
            }
        }

        return node.Exists;
    }

    private bool AreGiven(SqlNode list)
    {
        var items = list.List("items");
        foreach (var item in items)
        {
            if (!IsGiven(item))
            {
                return false;
            }
        }

        return items.Count > 0;
    }

    private static bool IsKey(SqlNode node) => node.Is("ColumnRef") && node.List("fields").Texts() is [.., var column]
        && (column is "id" or "ctid" or "key" or "code" or "name" or "slug" or "uuid" or "email" || column.EndsWith("_id", StringComparison.Ordinal)
            || column.EndsWith("_key", StringComparison.Ordinal) || column.EndsWith("_code", StringComparison.Ordinal) || column.EndsWith("id", StringComparison.Ordinal));
}
