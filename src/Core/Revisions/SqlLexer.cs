using System.Buffers;

namespace SchemaMigrate.Revisions;

/// <summary>
/// Finds the line comments of a SQL text that are really comments: not within strings, quoted names, dollar quotes or block comments
/// (PostgreSQL manual, section 4.1). It knows just enough of the lexical rules for that and needs no parser.
/// </summary>
internal sealed class SqlLexer
{
    private static readonly SearchValues<char> LineEnds = SearchValues.Create("\r\n");
    private readonly string text;
    private int position;

    public SqlLexer(string text) => this.text = text;

    /// <summary>What was begun and never ended, for messages; null when all is well.</summary>
    public string? Unterminated { get; private set; }

    /// <summary>Where the unterminated thing begins.</summary>
    public int UnterminatedAt { get; private set; }

    /// <summary>Goes to the next line comment.</summary>
    /// <param name="start">Where its hyphens begin.</param>
    /// <param name="length">Its length with the hyphens, without the line end.</param>
    /// <param name="codeAt">Where the first thing that is neither white space nor comment was passed since the last call; -1 when there was none.</param>
    /// <returns>False at the end of the text.</returns>
    public bool NextLineComment(out int start, out int length, out int codeAt)
    {
        codeAt = -1;
        while (position < text.Length)
        {
            var c = text[position];
            if (c == '-' && Peek(1) == '-')
            {
                start = position;
                SkipLineComment();
                length = position - start;
                return true;
            }

            if (c == '/' && Peek(1) == '*')
            {
                SkipBlockComment();
                continue;
            }

            if (codeAt < 0 && !char.IsWhiteSpace(c))
            {
                codeAt = position;
            }

            switch (c)
            {
                case '\'': SkipString(escapes: false); break;
                case '"': SkipQuotedName(); break;
                case '$': SkipDollar(); break;
                default:
                    if (IsNameStart(c))
                    {
                        SkipName();
                    }
                    else
                    {
                        position++;
                    }

                    break;
            }
        }

        (start, length) = (text.Length, 0);
        return false;
    }

    private static bool IsNameStart(char c) => char.IsAsciiLetter(c) || c is '_' or >= '\u0080';

    private static bool IsNamePart(char c) => IsNameStart(c) || char.IsAsciiDigit(c);

    private char Peek(int offset) => position + offset < text.Length ? text[position + offset] : '\0';

    private void SkipLineComment()
    {
        var end = text.AsSpan(position).IndexOfAny(LineEnds);
        position = end < 0 ? text.Length : position + end;
    }

    private void SkipBlockComment()
    {
        var start = position;
        var depth = 0;
        do
        {
            var next = text.AsSpan(position).IndexOfAny('/', '*');
            if (next < 0)
            {
                Fail("block comment", start);
                return;
            }

            position += next;
            var step = (text[position], Peek(1)) switch { ('/', '*') => 1, ('*', '/') => -1, _ => 0 };
            depth += step;
            position += step == 0 ? 1 : 2;
        }
        while (depth > 0);
    }

    private void SkipName()
    {
        var start = position;
        while (position < text.Length && (IsNamePart(text[position]) || text[position] == '$'))
        {
            position++;
        }

        if (position - start == 1 && text[start] is 'e' or 'E' && position < text.Length && text[position] == '\'')
        {
            SkipString(escapes: true);
        }
    }

    private void SkipQuotedName()
    {
        var end = text.IndexOf('"', position + 1);
        if (end < 0)
        {
            Fail("quoted name", position);
            return;
        }

        // A doubled quote simply opens the next piece of the same name.
        position = end + 1;
    }

    private void SkipString(bool escapes)
    {
        var start = position++;
        while (true)
        {
            var next = escapes ? text.AsSpan(position).IndexOfAny('\'', '\\') : text.AsSpan(position).IndexOf('\'');
            if (next < 0 || (text[position + next] == '\\' && position + next + 1 >= text.Length))
            {
                Fail("string", start);
                return;
            }

            position += next;
            if (text[position] == '\\')
            {
                position += 2;
                continue;
            }

            position++;
            if (Peek(0) == '\'')
            {
                position++;
            }
            else if (!escapes || !SkipContinuation())
            {
                return;
            }
        }
    }

    /// <summary>A string goes on after a line break; an E string keeps its escapes there, so the two pieces must be read as one.</summary>
    private bool SkipContinuation()
    {
        var ahead = position;
        var brokeLine = false;
        while (ahead < text.Length)
        {
            if (text[ahead] is '\n' or '\r')
            {
                brokeLine = true;
                ahead++;
            }
            else if (char.IsWhiteSpace(text[ahead]))
            {
                ahead++;
            }
            else if (brokeLine && text.AsSpan(ahead).StartsWith("--", StringComparison.Ordinal))
            {
                var end = text.AsSpan(ahead).IndexOfAny(LineEnds);
                ahead = end < 0 ? text.Length : ahead + end;
            }
            else if (text[ahead] == '\'' && brokeLine)
            {
                position = ahead + 1;
                return true;
            }
            else
            {
                return false;
            }
        }

        return false;
    }

    private void SkipDollar()
    {
        var start = position;
        var end = position + 1;
        if (end < text.Length && IsNameStart(text[end]))
        {
            while (end < text.Length && IsNamePart(text[end]))
            {
                end++;
            }
        }

        if (end >= text.Length || text[end] != '$')
        {
            position++;
            return;
        }

        var tag = text.AsSpan(start, end + 1 - start);
        var close = text.AsSpan(end + 1).IndexOf(tag, StringComparison.Ordinal);
        if (close < 0)
        {
            Fail($"dollar quote {tag}", start);
            return;
        }

        position = end + 1 + close + tag.Length;
    }

    private void Fail(string what, int start)
    {
        Unterminated = what;
        UnterminatedAt = start;
        position = text.Length;
    }
}
