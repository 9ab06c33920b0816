using System.Text;

namespace SchemaMigrate.Revisions;

/// <summary>Walks the comment and blank lines at the beginning of a revision file; stops at the first line of body.</summary>
internal ref struct CommentLines
{
    private readonly byte[] marker;
    private readonly bool isSql;
    private ReadOnlySpan<byte> rest;
    private bool blockBegan;

    public CommentLines(ReadOnlySpan<byte> content, RevisionFormat format)
    {
        rest = content;
        isSql = format == RevisionFormat.Sql;
        marker = isSql ? "--"u8.ToArray() : "#"u8.ToArray();
    }

    /// <summary>The number of the present line, counted from 1.</summary>
    public int Line { get; private set; }

    /// <summary>The present comment without its marker, trimmed.</summary>
    public string Text { get; private set; } = "";

    /// <summary>Whether a blank line came between the beginning of the header block and the present line.</summary>
    public bool BlockEnded { get; private set; }

    /// <summary>Goes to the next comment line.</summary>
    public bool MoveNext()
    {
        while (!rest.IsEmpty)
        {
            var end = rest.IndexOfAny((byte)'\n', (byte)'\r');
            var raw = end < 0 ? rest : rest[..end];
            var next = end < 0 ? rest.Length : end + (rest[end..].StartsWith("\r\n"u8) ? 2 : 1);
            var line = raw.Trim(" \t"u8);
            if (!line.IsEmpty && (!line.StartsWith(marker) || (isSql && SectionMarker.IsMarkerLine(Encoding.UTF8.GetString(raw)))))
            {
                return false;
            }

            rest = rest[next..];
            Line++;
            if (line.IsEmpty)
            {
                BlockEnded = blockBegan;
                continue;
            }

            blockBegan = true;
            Text = Encoding.UTF8.GetString(line[marker.Length..]).Trim();
            return true;
        }

        return false;
    }
}
