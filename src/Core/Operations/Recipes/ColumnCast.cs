using SchemaMigrate.Sql;

namespace SchemaMigrate.Operations;

/// <summary>
/// The functions that convert a column's values forth and back for as long as both types are about. They assign, as ALTER COLUMN TYPE does: a text that is too long is
/// an error where an explicit cast would cut it. Their bodies name no column of the table, whose columns change names and types while the functions stay: only the signature
/// does, which the server resolves at once.
/// </summary>
/// <param name="Table">The table.</param>
/// <param name="Column">The column.</param>
/// <param name="To">The new type with the expression that leads to it.</param>
/// <param name="Back">The expression that leads back, over the column's name; null for PostgreSQL's conversion.</param>
/// <param name="InvalidIsNull">Whether a value that cannot be converted becomes NULL; otherwise it is an error.</param>
internal sealed record ColumnCast(QualifiedName Table, Identifier Column, ColumnType To, ExpressionFragment? Back, bool InvalidIsNull)
{
    private QualifiedName Forth => Table.Sibling(DerivedName.Of("zz_cast", [Table.Name.Name, Column.Name]));

    private QualifiedName Reverse => Table.Sibling(DerivedName.Of("zz_back", [Table.Name.Name, Column.Name]));

    /// <summary>The expression that gives the new value of a column's present one.</summary>
    public ExpressionFragment Up(Identifier column) => new($"{Forth}({column})");

    /// <summary>The expression that gives the old value of a column's new one.</summary>
    public ExpressionFragment Down(Identifier column) => new($"{Reverse}({column})");

    /// <summary>
    /// Creates the functions, and calls each once, so that an expression that cannot work fails here and not in a writer's statement.
    /// </summary>
    /// <param name="typeOf">The column that has the old type at this time.</param>
    public InvokeSql Create(Identifier typeOf) => new InvokeSql(string.Join(";\n",
        Function(Forth, $"{Table}.{typeOf}%TYPE", To.Type.Sql, Converted(To)),
        TriggerFunction.CommentAny(Forth, $"converts {Table.Display}.{Column.Name}"),
        Function(Reverse, To.Type.Sql, $"{Table}.{typeOf}%TYPE", Returned()),
        TriggerFunction.CommentAny(Reverse, $"converts {Table.Display}.{Column.Name} back"),
        $"SELECT {Forth}(NULL), {Reverse}(NULL)")).WithDowngrade(DropSql);

    /// <summary>Drops the functions.</summary>
    /// <param name="typeOf">The column that has the old type when this is undone.</param>
    public InvokeSql Drop(Identifier typeOf) => new InvokeSql(DropSql).WithDowngrade(Create(typeOf).Sql);

    private string DropSql => $"DROP FUNCTION {Forth};\nDROP FUNCTION {Reverse}";

    private string Function(QualifiedName name, string from, string to, string body) =>
        DollarQuoted.Of($"CREATE FUNCTION {name}({Column} {from}) RETURNS {to} LANGUAGE plpgsql SET search_path FROM CURRENT AS ", body, "");

    // A variable knows the length that a type is limited to; what a function returns does not.
    private string Converted(ColumnType type) =>
        $"""
        DECLARE
          converted {type.Type.Sql};
        BEGIN
          converted := (
        {type.Using?.Sql ?? Column.ToString()}
        );
          RETURN converted;
        {(InvalidIsNull ? "EXCEPTION WHEN data_exception OR integrity_constraint_violation THEN\n  RETURN NULL;\n" : "")}END
        """;

    // What it returns is assigned to the column, which knows its length itself.
    private string Returned() =>
        $"""
        BEGIN
          RETURN (
        {Back?.Sql ?? Column.ToString()}
        );
        END
        """;
}
