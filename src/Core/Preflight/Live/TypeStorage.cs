using SchemaMigrate.Catalog;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>Says which changes of type leave the stored rows as they are, by the measured table of versions 12 to 18.</summary>
internal static class TypeStorage
{
    /// <summary>Whether values of the old type can stay as they are; null when it is not known.</summary>
    public static bool? IsAlike(TableColumn from, SqlNode to, bool hasUsing, string timeZone, NamedType? target = null)
    {
        var old = from.TypeName;
        var word = to.TypeWord();
        if (hasUsing || to.IsArray())
        {
            return false;
        }

        var length = to.FirstModifier();
        return (old, word) switch
        {
            ("varchar", "varchar") => length is null || (from.Modifier >= 0 && from.Modifier - 4 <= length),
            ("varchar" or "text", "text") => true,
            ("text", "varchar") => length is null,
            ("varbit", "varbit") => length is null || (from.Modifier >= 0 && from.Modifier <= length),
            ("bit", "varbit") => false,
            ("numeric", "numeric") => Numeric(from.Modifier, to),
            ("timestamp", "timestamp") or ("timestamptz", "timestamptz") or ("time", "time") or ("timetz", "timetz") =>
                (length ?? 6) >= (from.Modifier < 0 ? 6 : from.Modifier),
            ("timestamp", "timestamptz") or ("timestamptz", "timestamp") =>
                from.Modifier is < 0 or 6 && length is null or 6 && from.Modifier is < 0 or 6 && timeZone is "UTC" or "Etc/UTC" or "GMT",
            ("cidr", "inet") => true,
            ("interval", "interval") => length is null && to.List("typmods").Count == 0,
            ("bpchar", "bpchar") => length is { } characters && from.Modifier - 4 == characters,
            ("xml", "text") => true,
            ("oid", "int4") or ("int4", "oid") => true,
            _ when target is { Class: "d", IsConstrained: false, BaseType: { } wanted } => wanted == (from.BaseType ?? from.Type),
            _ when from.TypeClass == "d" && from.BaseType is { } underlying => underlying == Spelled(to),
            _ when old == word && to.List("typmods").Count == 0 && from.Modifier < 0 => true,
            _ => false,
        };
    }

    private static string Spelled(SqlNode type) => type.TypeWord() switch
    {
        "int4" => "integer",
        "int8" => "bigint",
        "int2" => "smallint",
        "bool" => "boolean",
        var word => word,
    };

    // A type modifier of numeric holds precision and scale: ((precision << 16) | scale) + 4.
    private static bool Numeric(int modifier, SqlNode to)
    {
        var modifiers = new List<int>();
        foreach (var item in to.List("typmods"))
        {
            modifiers.Add(int.TryParse(ConstText.Of(item), out var value) ? value : 0);
        }

        if (modifiers.Count == 0)
        {
            return true;
        }

        var (precision, scale) = Precision(modifier);
        return modifier >= 0 && (modifiers.Count > 1 ? modifiers[1] : 0) == scale && modifiers[0] >= precision;
    }

    /// <summary>Precision and scale of a numeric type modifier.</summary>
    public static (int Precision, int Scale) Precision(int modifier) => ((((modifier - 4) >> 16) & 0xffff), ((((modifier - 4) & 0x7ff) ^ 1024) - 1024));
}
