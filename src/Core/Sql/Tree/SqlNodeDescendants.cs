namespace SchemaMigrate.Sql;

/// <summary>The nodes below a node: a plain scan over the flat tree, without recursion, so depth does not matter.</summary>
public readonly struct SqlNodeDescendants
{
    private readonly SqlTree? tree;
    private readonly int index;
    private readonly string? type;

    internal SqlNodeDescendants(SqlTree? tree, int index, string? type) => (this.tree, this.index, this.type) = (tree, index, type);

    /// <summary>Whether there is at least one such node.</summary>
    public bool Any() => GetEnumerator().MoveNext();

    /// <summary>Starts an enumeration.</summary>
    public Enumerator GetEnumerator() => new(tree, index, type);

    /// <summary>Walks the nodes.</summary>
    public struct Enumerator
    {
        private readonly SqlTree? tree;
        private readonly string? type;
        private readonly int end;
        private int next;
        private int current;

        internal Enumerator(SqlTree? tree, int node, string? type)
        {
            this.tree = tree;
            this.type = type;
            (next, end, current) = tree is null ? (0, 0, -1) : (tree.FirstWithin(node), tree.Tape[node + 1], -1);
        }

        /// <summary>The node that was reached.</summary>
        public readonly SqlNode Current => new(tree, current);

        /// <summary>Goes to the next node.</summary>
        public bool MoveNext()
        {
            while (next < end)
            {
                var at = next;
                var kind = tree!.KindAt(at);
                next = kind is TapeKind.Node or TapeKind.List ? tree.FirstWithin(at) : tree.After(at);
                if (kind == TapeKind.Node && (type is null || tree.NameAt(at) == type))
                {
                    current = at;
                    return true;
                }
            }

            return false;
        }
    }
}
