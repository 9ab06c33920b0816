using System.Text.RegularExpressions;
using Npgsql;
using NpgsqlTypes;

namespace SchemaMigrate.Connections;

/// <summary>
/// Keeps the driver from rewriting SQL. It splits a command without parameters at semicolons, and cuts a function body of the form
/// BEGIN ATOMIC … CASE … END; … END in the wrong place. A command with positional parameters it sends untouched. So a command that has a
/// semicolon inside gets one parameter that it does not use, which the protocol allows: the server takes the declared type and asks for no more.
/// The driver's other means is a switch for the whole process, which is not ours to set.
/// </summary>
internal static partial class VerbatimSql
{
    public static bool NeedsParameter(string sql)
    {
        var inside = sql.AsSpan().TrimEnd().TrimEnd(';');

        // A stray $1 must stay the server's error and not find our parameter. In a body of BEGIN ATOMIC it is an argument of the function.
        return inside.Contains(';') && (!Placeholder().IsMatch(sql) || AtomicBody().IsMatch(sql));
    }

    public static void AddParameter(NpgsqlParameterCollection parameters) =>
        parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Integer, Value = DBNull.Value });

    [GeneratedRegex(@"(?<![\w$])\$\d")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"\bBEGIN\s+ATOMIC\b", RegexOptions.IgnoreCase)]
    private static partial Regex AtomicBody();
}
