namespace SchemaMigrate.Preflight;

/// <summary>
/// Cuts a statement that the parser has accepted into tokens, to copy an expression out of it as it was written. Comments and white space
/// are left out.
/// </summary>
internal static class SqlTokens
{
    public static List<SqlToken> Of(string sql)
    {
        var tokens = new List<SqlToken>();
        var depth = 0;
        for (var at = 0; at < sql.Length;)
        {
            var end = End(sql, at, out var skip);
            if (skip)
            {
                at = end;
                continue;
            }

            if (sql[at] is ')' or ']')
            {
                depth--;
            }

            tokens.Add(new SqlToken(at, end, depth));
            if (sql[at] is '(' or '[')
            {
                depth++;
            }

            at = end;
        }

        return tokens;
    }

    private static int End(string sql, int at, out bool skip)
    {
        var first = sql[at];
        var next = at + 1 < sql.Length ? sql[at + 1] : '\0';
        skip = char.IsWhiteSpace(first) || (first == '-' && next == '-') || (first == '/' && next == '*');
        return (first, next) switch
        {
            _ when char.IsWhiteSpace(first) => at + 1,
            ('-', '-') => sql.IndexOf('\n', at) is var line && line < 0 ? sql.Length : line,
            ('/', '*') => Comment(sql, at + 2),
            ('\'', _) => Quoted(sql, at + 1, '\'', escapes: false),
            ('e' or 'E', '\'') => Quoted(sql, at + 2, '\'', escapes: true),
            ('b' or 'B' or 'x' or 'X' or 'n' or 'N', '\'') => Quoted(sql, at + 2, '\'', escapes: false),
            ('u' or 'U', '&') when at + 2 < sql.Length && sql[at + 2] is '\'' or '"' => Quoted(sql, at + 3, sql[at + 2], escapes: false),
            ('"', _) => Quoted(sql, at + 1, '"', escapes: false),
            ('$', _) => Dollar(sql, at),
            _ when IsWord(first) => Word(sql, at),
            _ => at + 1,
        };
    }

    private static bool IsWord(char character) => char.IsLetterOrDigit(character) || character is '_' || character >= 0x80;

    private static int Word(string sql, int at)
    {
        while (at < sql.Length && (IsWord(sql[at]) || sql[at] == '$'))
        {
            at++;
        }

        return at;
    }

    private static int Comment(string sql, int at)
    {
        for (var depth = 1; at < sql.Length && depth > 0;)
        {
            var two = at + 1 < sql.Length ? sql.AsSpan(at, 2) : [];
            depth += two is "/*" ? 1 : two is "*/" ? -1 : 0;
            at += two is "/*" or "*/" ? 2 : 1;
        }

        return at;
    }

    private static int Quoted(string sql, int at, char quote, bool escapes)
    {
        while (at < sql.Length)
        {
            if (escapes && sql[at] == '\\')
            {
                at += 2;
            }
            else if (sql[at] != quote)
            {
                at++;
            }
            else if (at + 1 < sql.Length && sql[at + 1] == quote)
            {
                at += 2;
            }
            else
            {
                return at + 1;
            }
        }

        return sql.Length;
    }

    private static int Dollar(string sql, int at)
    {
        var end = at + 1;
        while (end < sql.Length && IsWord(sql[end]))
        {
            end++;
        }

        if (end >= sql.Length || sql[end] != '$' || (end > at + 1 && char.IsDigit(sql[at + 1])))
        {
            return at + 1;
        }

        var tag = sql[at..(end + 1)];
        return sql.IndexOf(tag, end + 1, StringComparison.Ordinal) is var close && close < 0 ? sql.Length : close + tag.Length;
    }
}
