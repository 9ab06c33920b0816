namespace SchemaMigrate.Preflight;

/// <summary>
/// Cuts a PL/pgSQL body into its statements by its lexical rules: a statement ends at a semicolon, and the words that open a block (BEGIN,
/// THEN, ELSE, LOOP, DECLARE) end what stands before them. What the cut gives is only used when the parser can read it.
/// </summary>
internal sealed class BodyScanner
{
    private readonly string body;
    private readonly List<BodyPiece> pieces = [];
    private int at;
    private int start = -1;
    private int loops;

    private BodyScanner(string body) => this.body = body;

    public static IReadOnlyList<BodyPiece> Cut(string body)
    {
        var scanner = new BodyScanner(body);
        scanner.Scan();
        return scanner.pieces;
    }

    private void Scan()
    {
        while (at < body.Length)
        {
            var c = body[at];
            if (char.IsWhiteSpace(c))
            {
                at++;
            }
            else if (Starts("--"))
            {
                at = IndexAfter("\n", at);
            }
            else if (Starts("/*"))
            {
                at = IndexAfter("*/", at);
            }
            else if (c == ';')
            {
                End(at);
                at++;
            }
            else
            {
                start = start < 0 ? at : start;
                ReadToken(c);
            }
        }

        End(at);
    }

    private void ReadToken(char c)
    {
        if (c is '\'' or '"')
        {
            at = IndexAfter(c == '"' ? "\"" : "'", at + 1);
        }
        else if (c == '$' && DollarTag() is { } tag)
        {
            at = IndexAfter(tag, at + tag.Length);
        }
        else if (char.IsLetter(c) || c == '_')
        {
            ReadWord();
        }
        else
        {
            at++;
        }
    }

    private void ReadWord()
    {
        var from = at;
        while (at < body.Length && (char.IsLetterOrDigit(body[at]) || body[at] is '_' or '$'))
        {
            at++;
        }

        var word = body.AsSpan(from, at - from);
        if (word.Equals("LOOP", StringComparison.OrdinalIgnoreCase))
        {
            var ends = start >= 0 && body.AsSpan(start, from - start).Trim().Equals("END", StringComparison.OrdinalIgnoreCase);
            loops = Math.Max(0, loops + (ends ? -1 : 1));
            start = ends ? start : -1;
        }
        else if (Opens(word) && !IsWithinCase(from))
        {
            start = -1;
        }
    }

    /// <summary>THEN and ELSE of a CASE expression are part of the statement around it.</summary>
    private static bool Opens(ReadOnlySpan<char> word) => word.Length is >= 4 and <= 7 && (word[0] | 0x20) switch
    {
        'b' => word.Equals("BEGIN", StringComparison.OrdinalIgnoreCase),
        't' => word.Equals("THEN", StringComparison.OrdinalIgnoreCase),
        'e' => word.Equals("ELSE", StringComparison.OrdinalIgnoreCase),
        'd' => word.Equals("DECLARE", StringComparison.OrdinalIgnoreCase),
        _ => false,
    };

    private bool IsWithinCase(int before)
    {
        var text = body.AsSpan(start, before - start);
        return text.Contains("CASE", StringComparison.OrdinalIgnoreCase) && !text.StartsWith("CASE", StringComparison.OrdinalIgnoreCase);
    }

    private void End(int end)
    {
        if (start >= 0)
        {
            var text = body[start..end].TrimEnd();
            pieces.Add(new BodyPiece(start, text, loops > 0, text.StartsWith("EXECUTE", StringComparison.OrdinalIgnoreCase)));
        }

        start = -1;
    }

    private bool Starts(string what) => string.CompareOrdinal(body, at, what, 0, what.Length) == 0;

    private int IndexAfter(string what, int from)
    {
        var found = from >= body.Length ? -1 : body.IndexOf(what, from, StringComparison.Ordinal);
        return found < 0 ? body.Length : found + what.Length;
    }

    private string? DollarTag()
    {
        var end = body.IndexOf('$', at + 1);
        return end >= 0 && body.AsSpan(at + 1, end - at - 1).IndexOfAnyExceptInRange('0', 'z') < 0 && !char.IsAsciiDigit(body[at + 1]) ? body[at..(end + 1)] : null;
    }
}
