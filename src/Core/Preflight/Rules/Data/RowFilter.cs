using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>Says whether a WHERE clause keeps a statement to few rows.</summary>
internal static class RowFilter
{
    /// <summary>Whether a column is held to constants: one value, a list, or a range with two ends.</summary>
    public static bool IsBounded(SqlNode where) => where.Exists && Bounds(where);

    private static bool Bounds(SqlNode node)
    {
        if (node.Is("BoolExpr"))
        {
            if (node.Text("boolop") != "AND_EXPR")
            {
                return false;
            }

            var (below, above) = (false, false);
            foreach (var part in node.List("args"))
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

        if (!node.Is("A_Expr") || Column(node["lexpr"]) is not { } column)
        {
            return false;
        }

        return node.Text("kind") switch
        {
            "AEXPR_OP" when Operator(node) == "=" => IsGiven(node["rexpr"]) && LooksLikeKey(column),
            "AEXPR_IN" => LooksLikeKey(column) && AreGiven(node["rexpr"]),
            "AEXPR_BETWEEN" => LooksLikeKey(column),
            _ => false,
        };
    }

    /// <summary>1 for a lower end of a range, -1 for an upper one.</summary>
    private static int Side(SqlNode node) =>
        node.Is("A_Expr") && node.Text("kind") == "AEXPR_OP" && Column(node["lexpr"]) is { } column && LooksLikeKey(column) && IsGiven(node["rexpr"])
            ? Operator(node) switch { ">" or ">=" => 1, "<" or "<=" => -1, _ => 0 }
            : 0;

    private static string Operator(SqlNode node) => node.List("name").Texts() is [.., var name] ? name : "";

    private static string? Column(SqlNode node) => node.Is("ColumnRef") && node.List("fields").Texts() is [.., var name] ? name : null;

    private static bool IsGiven(SqlNode node) => node.Is("A_Const") || node.Is("ParamRef") || node.Is("TypeCast") || node.Is("ColumnRef");

    private static bool AreGiven(SqlNode list)
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

    private static bool LooksLikeKey(string column) =>
        column is "id" or "ctid" or "key" or "code" or "name" or "slug" or "uuid" or "email" || column.EndsWith("_id", StringComparison.Ordinal)
        || column.EndsWith("_key", StringComparison.Ordinal) || column.EndsWith("_code", StringComparison.Ordinal) || column.EndsWith("id", StringComparison.Ordinal);
}
