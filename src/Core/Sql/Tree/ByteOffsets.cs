namespace SchemaMigrate.Sql;

/// <summary>
/// Translates between the UTF-8 bytes that the parser counts and the chars of a script, for one stretch of the script that was given
/// to the parser. Free for ASCII; otherwise a checkpoint every 1,024 chars bounds the work of one translation.
/// </summary>
internal sealed class ByteOffsets
{
    private const int Stride = 1024;

    /// <summary>No script: every offset is unknown.</summary>
    public static readonly ByteOffsets None = new("", 0, 0, 0);

    private readonly string script;
    private readonly int start;
    private readonly int length;
    private readonly int[]? checkpoints;

    public ByteOffsets(string script, int start, int length, int byteCount)
    {
        this.script = script;
        this.start = start;
        this.length = length;
        if (byteCount != length)
        {
            checkpoints = new int[(length / Stride) + 1];
            for (var (i, bytes) = (0, 0); i < checkpoints.Length; i++)
            {
                checkpoints[i] = bytes;
                bytes += CountBytes(i * Stride, Math.Min(Stride, length - (i * Stride)));
            }
        }
    }

    /// <summary>The char offset within the script of a byte offset within the stretch; -1 for -1.</summary>
    public int ToChar(int byteOffset)
    {
        if (byteOffset < 0 || ReferenceEquals(this, None))
        {
            return -1;
        }

        if (checkpoints is null)
        {
            return start + Math.Min(byteOffset, length);
        }

        var checkpoint = Array.BinarySearch(checkpoints, byteOffset);
        checkpoint = checkpoint < 0 ? ~checkpoint - 1 : checkpoint;
        var (at, bytes) = (checkpoint * Stride, checkpoints[checkpoint]);
        while (at < length && bytes < byteOffset)
        {
            bytes += CountBytes(at++, 1);
        }

        // A low surrogate counts as nothing: never point between the halves of a pair.
        return start + (at < length && char.IsLowSurrogate(script[start + at]) ? at + 1 : at);
    }

    /// <summary>The char offset within the script of a 1-based count of code points within the stretch, as error cursors are.</summary>
    public int ToCharOfCursor(int cursor)
    {
        if (cursor <= 0)
        {
            return -1;
        }

        if (checkpoints is null)
        {
            return start + Math.Min(cursor - 1, length);
        }

        var at = 0;
        for (var left = cursor - 1; left > 0 && at < length; left--)
        {
            at += char.IsHighSurrogate(script[start + at]) && at + 1 < length && char.IsLowSurrogate(script[start + at + 1]) ? 2 : 1;
        }

        return start + at;
    }

    /// <summary>Bytes of chars; a pair counts wholly at its first half, a lone half as the replacement character that the encoder writes.</summary>
    private int CountBytes(int from, int count)
    {
        var bytes = 0;
        for (var i = start + from; i < start + from + count; i++)
        {
            var c = script[i];
            bytes += c < 0x80 ? 1
                : c < 0x800 ? 2
                : char.IsHighSurrogate(c) && i + 1 < start + length && char.IsLowSurrogate(script[i + 1]) ? 4
                : char.IsLowSurrogate(c) && i > start && char.IsHighSurrogate(script[i - 1]) ? 0
                : 3;
        }

        return bytes;
    }
}
