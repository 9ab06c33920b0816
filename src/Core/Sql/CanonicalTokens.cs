namespace SchemaMigrate.Sql;

/// <summary>Brings tokens into the one spelling that all equal spellings share.</summary>
internal sealed class CanonicalTokens
{
    /// <summary>Token numbers of PostgreSQL 18's scanner.</summary>
    private const int LineComment = 275;
    private const int BlockComment = 276;
    private const int Semicolon = ';';

    private static readonly byte[] SemicolonText = [(byte)';'];

    private readonly Emit emit;
    private byte[] buffer = new byte[256];
    private bool semicolonPending;
    private bool any;

    public CanonicalTokens(Emit emit) => this.emit = emit;

    public delegate void Emit(ReadOnlySpan<byte> token);

    public void Add(int type, bool isKeyword, ReadOnlySpan<byte> text)
    {
        if (type is LineComment or BlockComment)
        {
            return;
        }

        if (type == Semicolon)
        {
            semicolonPending = any;
            return;
        }

        if (semicolonPending)
        {
            emit(SemicolonText);
        }

        (semicolonPending, any) = (false, true);
        if (IsLiteral(text))
        {
            emit(Join(text));
        }
        else
        {
            emit(isKeyword || IsName(text) ? Fold(text) : text);
        }
    }

    /// <summary>In single quotes, perhaps behind E, B, X, N or U&amp;; not what dollar quotes hold.</summary>
    private static bool IsLiteral(ReadOnlySpan<byte> text) =>
        text.IndexOf((byte)'\'') switch { 0 => true, 1 => char.IsAsciiLetter((char)text[0]), 2 => text[1] == '&', _ => false };

    /// <summary>An unquoted name: the scanner folds ASCII letters only.</summary>
    private static bool IsName(ReadOnlySpan<byte> text) => (char.IsAsciiLetter((char)text[0]) || text[0] is (byte)'_' or >= 0x80) && text.IndexOf((byte)'"') < 0;

    private Span<byte> Fold(ReadOnlySpan<byte> text)
    {
        var folded = Room(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            folded[i] = text[i] is >= (byte)'A' and <= (byte)'Z' ? (byte)(text[i] | 0x20) : text[i];
        }

        return folded;
    }

    /// <summary>
    /// A literal may be continued on the next line (<c>'a'</c>, line break, <c>'b'</c> is <c>'ab'</c>): the gap is layout. The letter before
    /// the quote (E, B, X, N, U&amp;) has no case.
    /// </summary>
    private Span<byte> Join(ReadOnlySpan<byte> text)
    {
        var joined = Room(text.Length);
        var length = 0;
        var at = 0;
        for (; text[at] != '\''; at++)
        {
            joined[length++] = text[at] is >= (byte)'A' and <= (byte)'Z' ? (byte)(text[at] | 0x20) : text[at];
        }

        var backslashes = at > 0 && joined[0] == 'e';
        joined[length++] = text[at++];
        while (at < text.Length)
        {
            var isEscape = backslashes && text[at] == '\\' && at + 1 < text.Length;
            if (isEscape || (text[at] == '\'' && at + 1 < text.Length && text[at + 1] == '\''))
            {
                joined[length++] = text[at++];
            }
            else if (text[at] == '\'' && text[(at + 1)..].IndexOf((byte)'\'') is var gap && gap >= 0)
            {
                at += gap + 2;
                continue;
            }

            joined[length++] = text[at++];
        }

        return joined[..length];
    }

    private Span<byte> Room(int length)
    {
        if (buffer.Length < length)
        {
            buffer = new byte[length * 2];
        }

        return buffer.AsSpan(0, length);
    }
}
