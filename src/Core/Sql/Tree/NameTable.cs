using System.Text;

namespace SchemaMigrate.Sql;

/// <summary>
/// Numbers for the words of the grammar (node types, field names, enum members), so that trees hold small numbers and readers compare
/// references. Written by one parser thread only; readers see names through trees that were handed over afterwards.
/// </summary>
internal sealed class NameTable
{
    /// <summary>Names are 12-bit numbers in the tape.</summary>
    private const int MaxNames = 4096;

    /// <summary>Texts of the script that merely look like enum members may not use up what node types and fields need.</summary>
    private const int MaxValues = 3072;

    private const int SlotMask = (MaxNames * 4) - 1;

    private readonly string[] names = new string[MaxNames];
    private readonly byte[][] bytes = new byte[MaxNames][];
    private readonly short[] slots = new short[SlotMask + 1];
    private int count = 1;

    public NameTable() => (names[0], bytes[0]) = ("", []);

    public string this[int number] => names[number];

    /// <summary>The number of a node type or field. The grammar has about 2,000 words, so the table cannot overflow by them.</summary>
    public int Intern(ReadOnlySpan<byte> name) =>
        TryIntern(name, MaxNames, out var number) ? number : throw new InvalidOperationException("The parser's name table is full.");

    /// <summary>The number of a text when it looks like an enum member and there is room.</summary>
    public bool TryInternValue(ReadOnlySpan<byte> text, out int number)
    {
        number = 0;
        return LooksLikeEnumMember(text) && TryIntern(text, MaxValues, out number);
    }

    private static bool LooksLikeEnumMember(ReadOnlySpan<byte> text)
    {
        if (text.Length is < 4 or > 40 || text[0] is < (byte)'A' or > (byte)'Z' || text.IndexOf((byte)'_') < 0)
        {
            return false;
        }

        foreach (var b in text)
        {
            if (!char.IsAsciiLetterOrDigit((char)b) && b != '_')
            {
                return false;
            }
        }

        return true;
    }

    private bool TryIntern(ReadOnlySpan<byte> name, int limit, out int number)
    {
        var hash = 2166136261u;
        foreach (var b in name)
        {
            hash = (hash ^ b) * 16777619u;
        }

        for (var slot = (int)(hash & SlotMask); ; slot = (slot + 1) & SlotMask)
        {
            number = slots[slot];
            if (number == 0)
            {
                if (count >= limit)
                {
                    return false;
                }

                number = count++;
                bytes[number] = name.ToArray();
                // Literals in code are interned by the runtime: equal names are the same object, which makes comparison cheap.
                names[number] = string.Intern(Encoding.UTF8.GetString(name));
                slots[slot] = (short)number;
                return true;
            }

            if (name.SequenceEqual(bytes[number]))
            {
                return true;
            }
        }
    }
}
