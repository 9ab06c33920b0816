namespace SchemaMigrate.Execution.Gates;

/// <summary>
/// Cuts SQL or PL/pgSQL into names and signs, following PostgreSQL's lexical rules (manual, section 4.1). Comments are left out. What stands
/// in strings and dollar quotes is read too, because dynamic SQL stands there; nothing in there is taken for a comment.
/// </summary>
internal sealed class SqlWords
{
    private readonly string text;
    private readonly List<SqlWord> words = [];
    private int position;
    private int line = 1;
    private string? closing;
    private bool escapes;

    private SqlWords(string text) => this.text = text;

    internal static IReadOnlyList<SqlWord> Of(string text)
    {
        var reader = new SqlWords(text);
        while (reader.position < text.Length)
        {
            reader.ReadNext();
        }

        return reader.words;
    }

    private void ReadNext()
    {
        var c = text[position];
        if (closing is not null && StartsWith(closing))
        {
            Skip(closing.Length);
            closing = null;
        }
        else if (closing is not null && escapes && c == '\\')
        {
            Skip(2);
        }
        else if (closing is null && StartsWith("--"))
        {
            Skip(EndOfLine() - position);
        }
        else if (closing is null && StartsWith("/*"))
        {
            SkipBlock();
        }
        else if (closing is null && c == '\'')
        {
            (closing, escapes) = ("'", position > 0 && text[position - 1] is 'e' or 'E' && (position == 1 || !IsPart(text[position - 2])));
            Skip(1);
        }
        else if (closing is null && c == '$' && DollarTag() is { } tag)
        {
            (closing, escapes) = (tag, false);
            Skip(tag.Length);
        }
        else if (c == '"')
        {
            ReadQuoted();
        }
        else if (IsStart(c))
        {
            var start = position;
            Skip(LengthOf(IsPart));
            words.Add(new SqlWord(Fold(text[start..position]), true, false, closing is not null, line));
        }
        else if (char.IsAsciiDigit(c))
        {
            Skip(LengthOf(char.IsAsciiLetterOrDigit));
        }
        else
        {
            if (!char.IsWhiteSpace(c))
            {
                words.Add(new SqlWord(c.ToString(), false, false, closing is not null, line));
            }

            Skip(1);
        }
    }

    private void SkipBlock()
    {
        var depth = 0;
        do
        {
            depth += StartsWith("/*") ? 1 : StartsWith("*/") ? -1 : 0;
            Skip(StartsWith("/*") || StartsWith("*/") ? 2 : 1);
        }
        while (depth > 0 && position < text.Length);
    }

    // In a string a double quote may belong to the other side of a concatenation, so what follows it is read once more on its own.
    private void ReadQuoted()
    {
        var end = position + 1;
        while (end < text.Length && (text[end] != '"' || (end + 1 < text.Length && text[end + 1] == '"')))
        {
            end += text[end] == '"' ? 2 : 1;
        }

        var name = text[(position + 1)..Math.Min(end, text.Length)].Replace("\"\"", "\"", StringComparison.Ordinal);
        words.Add(new SqlWord(name, true, true, closing is not null, line));
        Skip(closing is null ? end + 1 - position : 1);
    }

    private void Skip(int count)
    {
        var end = Math.Min(text.Length, position + count);
        for (; position < end; position++)
        {
            line += text[position] == '\n' ? 1 : 0;
        }
    }

    private string? DollarTag()
    {
        var end = position + 1;
        while (end < text.Length && text[end] != '$' && (IsStart(text[end]) || (end > position + 1 && char.IsAsciiDigit(text[end]))))
        {
            end++;
        }

        return end < text.Length && text[end] == '$' ? text[position..(end + 1)] : null;
    }

    private int LengthOf(Func<char, bool> belongs)
    {
        var end = position;
        while (end < text.Length && belongs(text[end]))
        {
            end++;
        }

        return end - position;
    }

    private int EndOfLine() => text.AsSpan(position).IndexOfAny('\r', '\n') is >= 0 and var length ? position + length : text.Length;

    private bool StartsWith(string what) => string.CompareOrdinal(text, position, what, 0, what.Length) == 0;

    // The server folds ASCII letters of unquoted names, and in UTF-8 nothing else.
    private static string Fold(string name) =>
        string.Create(name.Length, name, static (span, source) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                span[i] = char.IsAsciiLetterUpper(source[i]) ? (char)(source[i] | 0x20) : source[i];
            }
        });

    private static bool IsStart(char c) => char.IsAsciiLetter(c) || c == '_' || c >= 0x80;

    private static bool IsPart(char c) => IsStart(c) || char.IsAsciiDigit(c) || c == '$';
}
