namespace SchemaMigrate.Revisions;

/// <summary>Turns offsets into line numbers; offsets must be asked for in ascending order.</summary>
internal struct LineCounter(string text)
{
    private int offset;
    private int line = 1;

    /// <summary>The line of an offset, counted from 1. A line ends with CR, LF or both.</summary>
    public int LineAt(int target)
    {
        while (true)
        {
            var next = text.AsSpan(offset, target - offset).IndexOfAny('\n', '\r');
            if (next < 0)
            {
                return line;
            }

            offset += next;
            var width = text[offset] == '\r' && offset + 1 < text.Length && text[offset + 1] == '\n' ? 2 : 1;
            if (offset + width > target)
            {
                return line;
            }

            offset += width;
            line++;
        }
    }
}
