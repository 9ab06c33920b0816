namespace SchemaMigrate.Sql;

/// <summary>
/// The parse tree of one call of the parser, flat: a tape of words in document order, where a word holds kind (4 bits), field (12 bits)
/// and, for nodes and names, the number of the type or name (12 bits). Entries of a subtree are contiguous, so walking is a scan.
/// </summary>
internal sealed class SqlTree
{
    public SqlTree(int[] tape, byte[] heap, NameTable names)
    {
        Tape = tape;
        Heap = heap;
        Names = names;
    }

    public int[] Tape { get; }

    public byte[] Heap { get; }

    public NameTable Names { get; }

    /// <summary>Turns the parser's byte offsets into places of the script. Set once, when the tree becomes part of a script.</summary>
    public ByteOffsets Offsets { get; set; } = ByteOffsets.None;

    public TapeKind KindAt(int index) => (TapeKind)(Tape[index] & 0xF);

    public string FieldAt(int index) => Names[(Tape[index] >> 4) & 0xFFF];

    public string NameAt(int index) => Names[(Tape[index] >> 16) & 0xFFF];

    public string TextAt(int index) => KindAt(index) switch
    {
        TapeKind.Name => NameAt(index),
        TapeKind.Text => TextPool.Get(Heap.AsSpan(Tape[index + 1], Tape[index + 2])),
        _ => "",
    };

    public long NumberAt(int index) => (uint)Tape[index + 1] | ((long)Tape[index + 2] << 32);

    /// <summary>Where the first entry within a node or list is.</summary>
    public int FirstWithin(int index) => index + (KindAt(index) == TapeKind.List ? 3 : 2);

    /// <summary>Where the entry after this one (and everything in it) is.</summary>
    public int After(int index) => KindAt(index) switch
    {
        TapeKind.Node or TapeKind.List => Tape[index + 1],
        TapeKind.Text or TapeKind.Number => index + 3,
        _ => index + 1,
    };

    /// <summary>The entry of a field of a node, or -1.</summary>
    public int Find(int node, string field)
    {
        for (int at = FirstWithin(node), end = Tape[node + 1]; at < end; at = After(at))
        {
            if (FieldAt(at) == field)
            {
                return at;
            }
        }

        return -1;
    }
}
