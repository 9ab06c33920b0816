namespace SchemaMigrate.Sql;

/// <summary>
/// A node of PostgreSQL's parse tree, as a light value: copying it costs nothing and reading allocates only for texts. Type and field
/// names are those of PostgreSQL 18's parser (<c>parsenodes.h</c>), for example <c>AlterTableCmd</c> with <c>subtype</c>, <c>name</c>, <c>def</c>.
/// A field that has its zero value (0, false, null) is absent in the tree and reads as such.
/// </summary>
public readonly struct SqlNode : IEquatable<SqlNode>
{
    private readonly SqlTree? tree;
    private readonly int index;

    internal SqlNode(SqlTree? tree, int index) => (this.tree, this.index) = (index < 0 ? null : tree, index);

    /// <summary>False for a node that is not there: every accessor on it answers with nothing.</summary>
    public bool Exists => tree is not null;

    /// <summary>The node type, for example <c>CreateStmt</c>; empty when there is no node or the grammar gives it no type.</summary>
    public string Type => tree is null ? "" : tree.NameAt(index);

    /// <summary>The child node in a field; one that does not exist when the field is absent.</summary>
    /// <param name="field">The field's name.</param>
    public SqlNode this[string field] =>
        Find(field) is var at && at >= 0 && tree!.KindAt(at) == TapeKind.Node ? new SqlNode(tree, at) : default;

    /// <summary>Where the node is in <see cref="SqlScript.Text"/>, as a char offset; -1 when the parser recorded no place.</summary>
    public int Offset => Find("location") is var at && at >= 0
        ? tree!.Offsets.ToChar((int)tree.NumberAt(at))
        : tree is not null && HasLocation(Type) ? tree.Offsets.ToChar(0) : -1;

    /// <summary>Whether the node has the given type.</summary>
    /// <param name="type">The type's name.</param>
    public bool Is(string type) => Type == type;

    /// <summary>Whether a field is present, with whatever value.</summary>
    /// <param name="field">The field's name.</param>
    public bool Has(string field) => Find(field) >= 0;

    /// <summary>The text in a field (a name, an enum member such as <c>AT_AddColumn</c>); null when absent.</summary>
    /// <param name="field">The field's name.</param>
    public string? Text(string field) =>
        Find(field) is var at && at >= 0 && tree!.KindAt(at) is TapeKind.Text or TapeKind.Name ? tree!.TextAt(at) : null;

    /// <summary>The number in a field; 0 when absent.</summary>
    /// <param name="field">The field's name.</param>
    public long Number(string field) =>
        Find(field) is var at && at >= 0 && tree!.KindAt(at) == TapeKind.Number ? tree.NumberAt(at) : 0;

    /// <summary>The truth value in a field; false when absent.</summary>
    /// <param name="field">The field's name.</param>
    public bool Flag(string field) => Find(field) is var at && at >= 0 && tree!.KindAt(at) == TapeKind.True;

    /// <summary>The nodes in a field that is a list; no items when absent. A nested <c>List</c> node has its items in <c>items</c>.</summary>
    /// <param name="field">The field's name.</param>
    public SqlNodeList List(string field) => new(tree, tree is null ? -1 : Find(field));

    /// <summary>Every node below this one, in the order of the text of the tree, parents first.</summary>
    public SqlNodeDescendants Descendants() => new(tree, index, null);

    /// <summary>Every node of one type below this one, parents first.</summary>
    /// <param name="type">The type's name.</param>
    public SqlNodeDescendants Descendants(string type) => new(tree, index, type);

    /// <summary>Whether another node is below this one.</summary>
    /// <param name="other">A node of the same statement.</param>
    public bool Contains(SqlNode other) =>
        tree is not null && ReferenceEquals(tree, other.tree) && other.index > index && other.index < tree.Tape[index + 1];

    /// <summary>Whether both are the same node.</summary>
    public static bool operator ==(SqlNode left, SqlNode right) => left.Equals(right);

    /// <summary>Whether they are different nodes.</summary>
    public static bool operator !=(SqlNode left, SqlNode right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(SqlNode other) => ReferenceEquals(tree, other.tree) && index == other.index;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is SqlNode other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => index;

    /// <inheritdoc/>
    public override string ToString() => tree is null ? "(none)" : Type.Length == 0 ? "(untyped)" : Type;

    private int Find(string field) => tree is null ? -1 : tree.Find(index, field);

    /// <summary>Place 0 is a zero value, so it is absent: only for types that always record their place may absence be read as 0.</summary>
    private static bool HasLocation(string type) => type is "A_Const" or "ColumnRef" or "FuncCall" or "A_Expr" or "TypeName" or "RangeVar";
}
