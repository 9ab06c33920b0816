using SchemaMigrate.Errors;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Operations;

/// <summary>A column whose type is an enum, or an array of it.</summary>
/// <param name="Table">The table.</param>
/// <param name="Column">The column.</param>
/// <param name="Many">Whether it is an array.</param>
public sealed record EnumColumn(QualifiedName Table, Identifier Column, bool Many)
{
    /// <summary>Reads a column as SQL spells it: <c>users.status</c>, <c>app.users.tags[]</c> for an array.</summary>
    /// <param name="text">The spelling.</param>
    /// <exception cref="MigrationException"><see cref="SqlErrors.MalformedName"/>: it is no name, or lacks the table.</exception>
    public static EnumColumn Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var name = text.Trim();
        var many = name.EndsWith("[]", StringComparison.Ordinal);
        return NameReader.Read(many ? name[..^2] : name) switch
        {
            [var table, var column] => new(QualifiedName.Of(null, table), new(column), many),
            [var schema, var table, var column] => new(QualifiedName.Of(schema, table), new(column), many),
            _ => throw new MigrationException(SqlErrors.MalformedName, $"'{text}' is not a column with its table, such as users.status or app.users.tags[].") { Target = text },
        };
    }

    /// <summary>The spelling that <see cref="Parse"/> reads back.</summary>
    public string Spelling => $"{Table.Spelling}.{Column.Spelling}{(Many ? "[]" : "")}";

    /// <summary>The column for people.</summary>
    public override string ToString() => Spelling;

    /// <summary>The type of the column, when its elements have a type.</summary>
    /// <param name="element">The enum.</param>
    internal TypeFragment TypeOf(QualifiedName element) => new(Many ? $"{element}[]" : element.ToString());
}
