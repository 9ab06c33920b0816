namespace SchemaMigrate.Sql;

/// <summary>Reads names off nodes.</summary>
public static class SqlNodeNames
{
    /// <summary>The name in a <c>RangeVar</c>; null when the node is not one.</summary>
    /// <param name="rangeVar">The node.</param>
    public static QualifiedName? RelationName(this SqlNode rangeVar) =>
        rangeVar.Text("relname") is { Length: > 0 } name ? QualifiedName.Of(rangeVar.Text("schemaname"), name) : null;

    /// <summary>The qualified name in a list of <c>String</c> nodes (<c>[database.][schema.]name</c>).</summary>
    /// <param name="names">The list.</param>
    /// <param name="dropLast">How many parts to leave off at the end: 1 for the table in <c>table.trigger</c>.</param>
    public static QualifiedName? NameOf(this SqlNodeList names, int dropLast = 0)
    {
        var parts = names.Texts();
        var count = parts.Count - dropLast;
        return count <= 0 || parts[count - 1].Length == 0 ? null : QualifiedName.Of(count > 1 ? parts[count - 2] : null, parts[count - 1]);
    }

    /// <summary>The names of a node that stands for a list of names: a <c>List</c> node, or a single <c>String</c>.</summary>
    /// <param name="node">The node.</param>
    /// <param name="dropLast">How many parts to leave off at the end.</param>
    public static QualifiedName? NameOf(this SqlNode node, int dropLast = 0) => node.Type switch
    {
        "String" => dropLast == 0 && node.Text("sval") is { Length: > 0 } name ? QualifiedName.Of(null, name) : null,
        "RangeVar" => node.RelationName(),
        "TypeName" => node.List("names").NameOf(dropLast),
        "ObjectWithArgs" => node.List("objname").NameOf(dropLast),
        _ => node.List("items").NameOf(dropLast),
    };

    /// <summary>The last part of a type's name as written or as the grammar replaced it (<c>int4</c> for integer); empty when there is none.</summary>
    /// <param name="typeName">A <c>TypeName</c> node.</param>
    public static string TypeWord(this SqlNode typeName) => typeName.List("names").LastText();

    /// <summary>A function call's name without its schema.</summary>
    /// <param name="funcCall">A <c>FuncCall</c> node.</param>
    public static string FunctionWord(this SqlNode funcCall) => funcCall.List("funcname").LastText();
}
