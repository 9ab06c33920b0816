namespace SchemaMigrate.Sql;

/// <summary>Whether a default must be computed for each existing row. A function that is not known to be stable may be volatile: that is what functions are unless they say otherwise.</summary>
internal static class DefaultVolatility
{
    /// <summary>Built-in functions that are stable or immutable and common in defaults.</summary>
    private static readonly HashSet<string> Stable = new(StringComparer.Ordinal)
    {
        "now", "transaction_timestamp", "statement_timestamp", "current_setting", "pg_my_temp_schema", "to_char", "to_date", "to_timestamp",
        "date_trunc", "date_part", "extract", "timezone", "make_date", "make_interval", "make_timestamp", "make_timestamptz", "age",
        "lower", "upper", "md5", "length", "concat", "concat_ws", "format", "repeat", "replace", "substring", "btrim", "ltrim", "rtrim", "encode", "decode",
        "abs", "round", "floor", "ceil", "array_fill", "string_to_array", "to_json", "to_jsonb", "to_tsvector", "to_tsquery",
        "json_build_object", "json_build_array", "jsonb_build_object", "jsonb_build_array", "json_object", "jsonb_object", "int4range", "int8range",
        "numrange", "tsrange", "tstzrange", "daterange", "point", "box", "inet", "text", "char", "varchar", "numeric", "int4", "int8", "float8",
    };

    public static bool MayBeVolatile(SqlNode expression)
    {
        if (IsVolatileCall(expression))
        {
            return true;
        }

        foreach (var call in expression.Descendants("FuncCall"))
        {
            if (IsVolatileCall(call))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsVolatileCall(SqlNode node)
    {
        var names = node.Is("FuncCall") ? node.List("funcname").Texts() : [];
        // A function of somebody's schema may share a name with a built-in one.
        return names.Count > 0 && (names is not (["pg_catalog", _] or [_]) || !Stable.Contains(names[^1]));
    }
}
