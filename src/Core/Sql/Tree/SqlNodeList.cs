namespace SchemaMigrate.Sql;

/// <summary>The nodes of a list field. Enumerating allocates nothing.</summary>
public readonly struct SqlNodeList
{
    private readonly SqlTree? tree;
    private readonly int index;

    internal SqlNodeList(SqlTree? tree, int index)
    {
        this.tree = index >= 0 && tree!.KindAt(index) == TapeKind.List ? tree : null;
        this.index = index;
    }

    /// <summary>Number of items.</summary>
    public int Count => tree is null ? 0 : tree.Tape[index + 2];

    /// <summary>The first item, or a node that does not exist.</summary>
    public SqlNode First
    {
        get
        {
            var items = GetEnumerator();
            return items.MoveNext() ? items.Current : default;
        }
    }

    /// <summary>Starts an enumeration.</summary>
    public Enumerator GetEnumerator() => new(tree, index);

    /// <summary>The texts of a list of <c>String</c> nodes, as names of columns and qualified names are written.</summary>
    public IReadOnlyList<string> Texts()
    {
        if (Count == 0)
        {
            return [];
        }

        var texts = new string[Count];
        var at = 0;
        foreach (var item in this)
        {
            texts[at++] = item.Text("sval") ?? "";
        }

        return at == texts.Length ? texts : texts[..at];
    }

    /// <summary>The last of <see cref="Texts"/>; empty when there is none.</summary>
    internal string LastText()
    {
        var last = default(SqlNode);
        foreach (var item in this)
        {
            last = item;
        }

        return last.Text("sval") ?? "";
    }

    /// <summary>Walks the items.</summary>
    public struct Enumerator
    {
        private readonly SqlTree? tree;
        private readonly int end;
        private int next;
        private int current;

        internal Enumerator(SqlTree? tree, int list)
        {
            this.tree = tree;
            (next, end, current) = tree is null ? (0, 0, -1) : (tree.FirstWithin(list), tree.Tape[list + 1], -1);
        }

        /// <summary>The item that was reached.</summary>
        public readonly SqlNode Current => new(tree, current);

        /// <summary>Goes to the next item.</summary>
        public bool MoveNext()
        {
            while (next < end)
            {
                current = next;
                next = tree!.After(next);
                if (tree.KindAt(current) == TapeKind.Node)
                {
                    return true;
                }
            }

            return false;
        }
    }
}
