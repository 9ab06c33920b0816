namespace SchemaMigrate.Sql;

/// <summary>One parsed statement of a <see cref="SqlScript"/>.</summary>
public sealed class SqlStatement
{
    private readonly SqlScript script;
    private string? text;

    internal SqlStatement(SqlScript script, int index, int offset, int length, SqlNode node)
    {
        this.script = script;
        (Index, Offset, Length, Node) = (index, offset, length, node);
        Kind = StatementKinds.Of(node);
    }

    /// <summary>Position among the script's statements, from 0.</summary>
    public int Index { get; }

    /// <summary>The statement as written, without comments and white space around it and without the semicolon.</summary>
    public string Text => text ??= script.Text.Substring(Offset, Length);

    /// <summary><see cref="Text"/> without a copy of it.</summary>
    internal ReadOnlySpan<char> Span => script.Text.AsSpan(Offset, Length);

    /// <summary>Where <see cref="Text"/> begins in <see cref="SqlScript.Text"/>, in chars.</summary>
    public int Offset { get; }

    /// <summary>Length of <see cref="Text"/>, in chars.</summary>
    public int Length { get; }

    /// <summary>Line of the first token, from 1.</summary>
    public int Line => script.LocationOf(Offset).Line;

    /// <summary>Column of the first token, from 1, in chars (UTF-16 units, as editors and .NET count).</summary>
    public int Column => script.LocationOf(Offset).Column;

    /// <summary>What the statement does.</summary>
    public StatementKind Kind { get; }

    /// <summary>The root of its parse tree.</summary>
    public SqlNode Node { get; }

    /// <inheritdoc/>
    public override string ToString() => Text;

    /// <summary>The same statement under another index.</summary>
    internal SqlStatement At(int index) => index == Index ? this : new SqlStatement(script, index, Offset, Length, Node);
}
