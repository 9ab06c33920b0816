using System.Globalization;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>Reads column definitions and type names.</summary>
internal static class ColumnReading
{
    public static string Name(this SqlNode column) => column.Text("colname") ?? "";

    /// <summary>The first constraint of a kind, for example <c>CONSTR_DEFAULT</c>; a node that does not exist when there is none.</summary>
    public static SqlNode ConstraintOf(this SqlNode column, string kind)
    {
        foreach (var constraint in column.List("constraints"))
        {
            if (constraint.Text("contype") == kind)
            {
                return constraint;
            }
        }

        return default;
    }

    public static bool IsSerial(this SqlNode column) =>
        column["typeName"].TypeWord() is "serial" or "bigserial" or "smallserial" or "serial2" or "serial4" or "serial8";

    /// <summary>Whether the column fills itself: by a default that is not NULL, an identity, a sequence or an expression.</summary>
    public static bool HasValue(this SqlNode column) =>
        column.IsSerial() || column.ConstraintOf("CONSTR_IDENTITY").Exists || column.ConstraintOf("CONSTR_GENERATED").Exists
        || (column.ConstraintOf("CONSTR_DEFAULT") is { Exists: true } given && !ConstText.IsNull(given["raw_expr"]));

    /// <summary>The first length or precision of a type; null when it has none.</summary>
    public static int? FirstModifier(this SqlNode typeName) =>
        typeName.List("typmods").First is { Exists: true } first && ConstText.Of(first) is { } text && int.TryParse(text, CultureInfo.InvariantCulture, out var value)
            ? value
            : null;

    public static bool IsArray(this SqlNode typeName) => typeName.List("arrayBounds").Count > 0;

    /// <summary>The type as people write it.</summary>
    public static string TypeText(this SqlNode typeName)
    {
        var word = typeName.TypeWord() switch
        {
            "int2" => "smallint",
            "int4" => "integer",
            "int8" => "bigint",
            "bool" => "boolean",
            "bpchar" => "char",
            "float4" => "real",
            "float8" => "double precision",
            var other => other,
        };
        var modifiers = new List<string>();
        foreach (var modifier in typeName.List("typmods"))
        {
            modifiers.Add(ConstText.Of(modifier) ?? "…");
        }

        return $"{word}{(modifiers.Count > 0 && word != "interval" ? $"({string.Join(",", modifiers)})" : "")}{(typeName.IsArray() ? "[]" : "")}";
    }
}
