using System.Text;

namespace SchemaMigrate.Sql;

/// <summary>
/// Hands out one string for equal short texts: the names in a script are few and are asked for over and over. A lossy table of fixed size, written
/// without a lock: two threads at one slot cost a string, nothing else.
/// </summary>
internal static class TextPool
{
    private const int Slots = 4096;
    private const int MaxLength = 40;

    private static readonly string?[] Pool = new string?[Slots];

    public static string Get(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length is 0 or > MaxLength)
        {
            return Encoding.UTF8.GetString(utf8);
        }

        var hash = 2166136261u;
        foreach (var b in utf8)
        {
            hash = (hash ^ b) * 16777619u;
        }

        ref var slot = ref Pool[(hash ^ (hash >> 15)) & (Slots - 1)];
        var pooled = Volatile.Read(ref slot);
        // A pooled text of the same length with other than ASCII characters cannot be equal to these bytes.
        if (pooled is not null && pooled.Length == utf8.Length && Ascii.Equals(utf8, pooled))
        {
            return pooled;
        }

        var text = Encoding.UTF8.GetString(utf8);
        Volatile.Write(ref slot, text);
        return text;
    }
}
