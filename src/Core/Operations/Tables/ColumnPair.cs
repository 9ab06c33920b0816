using SchemaMigrate.Sql;

namespace SchemaMigrate.Operations;

/// <summary>A column of one table and the column of another table that holds the same.</summary>
/// <param name="Column">The column of the one.</param>
/// <param name="Other">The column of the other.</param>
public sealed record ColumnPair(Identifier Column, Identifier Other)
{
    /// <summary>The shortest text that <see cref="Parse"/> reads back: <c>bio</c> for equal names, else <c>bio = about</c>.</summary>
    public string Spelling => Column == Other ? Column.Spelling : $"{Column.Spelling} = {Other.Spelling}";

    /// <summary>Reads a pair: <c>bio</c>, <c>bio = about</c>, <c>"a=b" = c</c>.</summary>
    /// <param name="text">One name, or two with an equals sign between them.</param>
    /// <exception cref="Errors.MigrationException"><see cref="SqlErrors.MalformedName"/> or <see cref="SqlErrors.InvalidIdentifier"/>.</exception>
    public static ColumnPair Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var inQuotes = false;
        for (var i = 0; i < text.Length; i++)
        {
            inQuotes ^= text[i] == '"';
            if (text[i] == '=' && !inQuotes)
            {
                return new ColumnPair(Identifier.Parse(text[..i]), Identifier.Parse(text[(i + 1)..]));
            }
        }

        var name = Identifier.Parse(text);
        return new ColumnPair(name, name);
    }

    /// <summary>The pair seen from the other table.</summary>
    internal ColumnPair Turned => new(Other, Column);

    /// <inheritdoc/>
    public override string ToString() => Spelling;
}
