using System.Globalization;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>Reads constants of the parse tree.</summary>
internal static class ConstText
{
    /// <summary>The text of a constant, also through a cast; null when the node is none.</summary>
    public static string? Of(SqlNode node)
    {
        while (node.Is("TypeCast"))
        {
            node = node["arg"];
        }

        if (!node.Is("A_Const"))
        {
            return node.Is("ColumnRef") && node.List("fields").Texts() is [var word] ? word : null;
        }

        return node.Has("sval") ? node["sval"].Text("sval") ?? ""
            : node.Has("ival") ? node["ival"].Number("ival").ToString(CultureInfo.InvariantCulture)
            : node.Has("fval") ? node["fval"].Text("fval")
            : node.Has("boolval") ? (node["boolval"].Flag("boolval") ? "true" : "false")
            : null;
    }

    public static bool IsNull(SqlNode node)
    {
        while (node.Is("TypeCast"))
        {
            node = node["arg"];
        }

        return node.Is("A_Const") && node.Flag("isnull");
    }
}
