using System.Text;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>Finds names that PostgreSQL would cut. The parser has cut them already, so the text must be looked at.</summary>
internal static class LongName
{
    /// <summary>The first name of more than 63 bytes in a statement; null when there is none.</summary>
    public static string? Find(string sql)
    {
        if (!MayBeIn(sql))
        {
            return null;
        }

        for (var at = 0; at < sql.Length;)
        {
            var c = sql[at];
            var start = at;
            switch (c)
            {
                case '\'':
                    at = After(sql, "'", at + 1);
                    break;
                case '"':
                    at = After(sql, "\"", at + 1);
                    if (IsTooLong(sql[(start + 1)..Math.Max(start + 1, at - 1)]))
                    {
                        return sql[(start + 1)..(at - 1)];
                    }

                    break;
                case '-' when At(sql, at + 1) == '-':
                    at = After(sql, "\n", at);
                    break;
                case '/' when At(sql, at + 1) == '*':
                    at = After(sql, "*/", at + 2);
                    break;
                case '$' when sql.IndexOf('$', at + 1) is var end && end > 0 && IsTag(sql.AsSpan(at + 1, end - at - 1)):
                    at = After(sql, sql[at..(end + 1)], end + 1);
                    break;
                default:
                    at++;
                    if (IsStart(c))
                    {
                        while (at < sql.Length && IsPart(sql[at]))
                        {
                            at++;
                        }

                        if (IsTooLong(sql[start..at]))
                        {
                            return sql[start..at];
                        }
                    }

                    break;
            }
        }

        return null;
    }

    /// <summary>A cheap look first: almost no statement has 64 bytes of name characters, or a quoted name of that length.</summary>
    public static bool MayBeIn(ReadOnlySpan<char> sql)
    {
        var run = 0;
        foreach (var c in sql)
        {
            run = IsPart(c) ? run + (c < 0x80 ? 1 : 3) : 0;
            if (run > Identifier.MaxBytes)
            {
                return true;
            }
        }

        return sql.Length > Identifier.MaxBytes && sql.Contains('"');
    }

    private static bool IsTooLong(string name) => Encoding.UTF8.GetByteCount(name) > Identifier.MaxBytes;

    private static bool IsStart(char c) => char.IsAsciiLetter(c) || c == '_' || c >= 0x80;

    private static bool IsPart(char c) => IsStart(c) || char.IsAsciiDigit(c) || c == '$';

    private static bool IsTag(ReadOnlySpan<char> tag) => tag.IsEmpty || (IsStart(tag[0]) && !tag.ContainsAny(' ', '\n', '\''));

    private static char At(string sql, int at) => at < sql.Length ? sql[at] : '\0';

    private static int After(string sql, string what, int from)
    {
        var found = from >= sql.Length ? -1 : sql.IndexOf(what, from, StringComparison.Ordinal);
        return found < 0 ? sql.Length : found + what.Length;
    }
}
