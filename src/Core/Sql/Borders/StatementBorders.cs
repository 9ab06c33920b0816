namespace SchemaMigrate.Sql;

/// <summary>
/// Finds where statements end without parsing them, by the lexical rules of PostgreSQL (manual, section 4.1) and of psql for what psql
/// adds. It only proposes borders: to bound the parser's memory, and to go on behind a statement that the parser rejects. What the
/// parser says about a statement is what counts.
/// </summary>
internal sealed class StatementBorders
{
    private readonly string sql;
    private readonly int limit;
    private int at;
    private int lastTokenEnd;

    public StatementBorders(string sql, int start, int limit) => (this.sql, at, this.limit) = (sql, start, limit);

    /// <summary>The end of the last token in a stretch, leaving out comments and white space.</summary>
    public static int EndOfTokens(string sql, int start, int end)
    {
        var borders = new StatementBorders(sql, start, end);
        var last = start;
        while (borders.TryNext(out var border))
        {
            last = border.End;
        }

        return last;
    }

    /// <summary>Reads up to the next border.</summary>
    /// <param name="border">The stretch; empty statements are passed over.</param>
    /// <param name="ignoreParentheses">Also end at a semicolon within parentheses: for statements that turned out to be broken.</param>
    public bool TryNext(out StatementBorder border, bool ignoreParentheses = false)
    {
        var start = -1;
        var parentheses = 0;
        var words = new StatementWords();
        while (SkipTrivia())
        {
            var c = sql[at];
            if (start < 0 && c == ';')
            {
                at++;
                continue;
            }

            if (start < 0 && c == '\\')
            {
                border = ReadCommand();
                return true;
            }

            start = start < 0 ? at : start;
            if (c == ';' && (parentheses == 0 || ignoreParentheses) && !words.InAtomicBody)
            {
                at++;
                border = words.IsCopyFromStdin
                    ? ReadCopyData(start)
                    : new StatementBorder(BorderKind.Statement, start, lastTokenEnd, at);
                return true;
            }

            parentheses = c switch { '(' => parentheses + 1, ')' => Math.Max(0, parentheses - 1), _ => parentheses };
            ReadToken(c, ref words);
            lastTokenEnd = at;
        }

        border = new StatementBorder(BorderKind.Statement, start, lastTokenEnd, limit);
        return start >= 0;
    }

    private void ReadToken(char c, ref StatementWords words)
    {
        if (c == '\'')
        {
            ReadQuoted('\'', backslashes: false);
        }
        else if (c == '"')
        {
            ReadQuoted('"', backslashes: false);
        }
        else if (c == '$' && TryReadDollarQuoted())
        {
        }
        else if (IsWordStart(c))
        {
            var start = at;
            while (at < limit && (IsWordStart(sql[at]) || char.IsAsciiDigit(sql[at]) || sql[at] == '$'))
            {
                at++;
            }

            if (at - start == 1 && c is 'e' or 'E' && at < limit && sql[at] == '\'')
            {
                ReadQuoted('\'', backslashes: true);
                return;
            }

            words.Add(sql.AsSpan(start, at - start));
        }
        else if (char.IsAsciiDigit(c))
        {
            // A number and what is glued to it, so that the e of 1e5 is no word.
            while (at < limit && (char.IsAsciiLetterOrDigit(sql[at]) || sql[at] is '_' or '.'))
            {
                at++;
            }
        }
        else
        {
            at++;
        }
    }

    private static bool IsWordStart(char c) => char.IsAsciiLetter(c) || c == '_' || c >= 0x80;

    private void ReadQuoted(char quote, bool backslashes)
    {
        for (at++; at < limit; at++)
        {
            if (backslashes && sql[at] == '\\')
            {
                at++;
            }
            else if (sql[at] == quote)
            {
                if (at + 1 < limit && sql[at + 1] == quote)
                {
                    at++;
                    continue;
                }

                at++;
                return;
            }
        }

        at = limit;
    }

    private bool TryReadDollarQuoted()
    {
        var tagEnd = at + 1;
        while (tagEnd < limit && (IsWordStart(sql[tagEnd]) || (tagEnd > at + 1 && char.IsAsciiDigit(sql[tagEnd]))))
        {
            tagEnd++;
        }

        if (tagEnd >= limit || sql[tagEnd] != '$')
        {
            return false;
        }

        var tag = sql.AsSpan(at, tagEnd + 1 - at);
        var close = sql.AsSpan(tagEnd + 1, limit - tagEnd - 1).IndexOf(tag, StringComparison.Ordinal);
        at = close < 0 ? limit : tagEnd + 1 + close + tag.Length;
        return true;
    }

    /// <summary>Passes white space and comments; false at the end.</summary>
    private bool SkipTrivia()
    {
        while (at < limit)
        {
            var c = sql[at];
            if (c is ' ' or '\t' or '\n' or '\r' or '\f' or '\v')
            {
                at++;
            }
            else if (c == '-' && at + 1 < limit && sql[at + 1] == '-')
            {
                at = EndOfLine();
            }
            else if (c == '/' && at + 1 < limit && sql[at + 1] == '*')
            {
                SkipComment();
            }
            else
            {
                return true;
            }
        }

        return false;
    }

    private void SkipComment()
    {
        var depth = 1;
        for (at += 2; at < limit && depth > 0; at++)
        {
            if (at + 1 < limit && sql[at] == '/' && sql[at + 1] == '*')
            {
                (depth, at) = (depth + 1, at + 1);
            }
            else if (at + 1 < limit && sql[at] == '*' && sql[at + 1] == '/')
            {
                (depth, at) = (depth - 1, at + 1);
            }
        }
    }

    private StatementBorder ReadCommand()
    {
        var start = at;
        at = EndOfLine();
        return new StatementBorder(BorderKind.PsqlCommand, start, start + sql.AsSpan(start, at - start).TrimEnd().Length, at);
    }

    /// <summary>The lines after COPY … FROM STDIN up to the line <c>\.</c>; when there is none, there is no data either.</summary>
    private StatementBorder ReadCopyData(int start)
    {
        var (end, afterStatement) = (lastTokenEnd, at);
        at = EndOfLine();
        while (at < limit)
        {
            var line = at + 1;
            at = line;
            at = line > limit ? limit : EndOfLine();
            if (line <= limit && sql.AsSpan(line, at - line).TrimEnd('\r').SequenceEqual("\\."))
            {
                return new StatementBorder(BorderKind.CopyWithData, start, end, at);
            }
        }

        at = afterStatement;
        return new StatementBorder(BorderKind.Statement, start, end, at);
    }

    private int EndOfLine()
    {
        var length = sql.AsSpan(at, limit - at).IndexOf('\n');
        return length < 0 ? limit : at + length;
    }
}
