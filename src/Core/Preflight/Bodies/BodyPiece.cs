namespace SchemaMigrate.Preflight;

/// <summary>A statement within a PL/pgSQL body.</summary>
/// <param name="Offset">Where it begins in the body.</param>
/// <param name="Text">The statement, without its semicolon.</param>
/// <param name="InLoop">Whether a LOOP is around it.</param>
/// <param name="Dynamic">Whether it is EXECUTE, whose text is only known when it runs.</param>
internal sealed record BodyPiece(int Offset, string Text, bool InLoop, bool Dynamic)
{
    /// <summary>The first word, in upper case.</summary>
    public string Verb { get; } = Text[..Letters(Text)].ToUpperInvariant();

    private static int Letters(string text)
    {
        var end = 0;
        while (end < text.Length && char.IsAsciiLetter(text[end]))
        {
            end++;
        }

        return end;
    }
}
