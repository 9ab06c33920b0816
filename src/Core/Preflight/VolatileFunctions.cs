using System.Collections.Frozen;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>Functions whose value differs from row to row, or may.</summary>
internal static class VolatileFunctions
{
    private static readonly FrozenSet<string> Known = new[]
    {
        "random", "random_normal", "gen_random_uuid", "uuidv4", "uuidv7", "uuid_generate_v1", "uuid_generate_v1mc", "uuid_generate_v4", "clock_timestamp",
        "timeofday", "nextval", "setval", "currval", "lastval", "txid_current", "pg_current_xact_id", "gen_random_bytes", "setseed",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The first function in an expression that is volatile for sure, else the first that may be; null when there is none.</summary>
    public static (string Text, bool Sure)? In(SqlNode expression)
    {
        if (!DefaultVolatility.MayBeVolatile(expression))
        {
            return null;
        }

        (string, bool)? first = null;
        if (expression.Is("FuncCall"))
        {
            first = Judge(expression);
        }

        foreach (var call in expression.Descendants("FuncCall"))
        {
            if (Judge(call) is { } judged && (first is null || (judged.Sure && !first.Value.Item2)))
            {
                first = judged;
            }
        }

        return first;
    }

    public static bool IsVolatile(string function) => Known.Contains(function);

    private static (string Text, bool Sure)? Judge(SqlNode call) =>
        DefaultVolatility.MayBeVolatile(call) ? ($"{call.FunctionWord()}()", Known.Contains(call.FunctionWord())) : null;
}
