using System.Collections.Frozen;

namespace SchemaMigrate.Sql;

/// <summary>
/// The parser writes the type of a node only where the grammar's C declaration says <c>Node *</c>. Where a field has one fixed struct
/// type it is left out; this is the list of those fields (libpg_query 18, raw parse trees).
/// </summary>
internal static class FieldTypes
{
    private static readonly FrozenDictionary<string, string> Types = new (string Type, string Fields)[]
    {
        ("RangeVar", "relation constrrel pktable view sequence rel table identitySequence typevar name"),
        ("TypeName", "typeName argType returnType ofTypename datatype storedtype sourcetype targettype type_name"),
        ("RoleSpec", "newowner owner role user grantor authrole"),
        ("SelectStmt", "larg rarg"),
        ("Alias", "alias join_using_alias"),
        ("CollateClause", "collClause"),
        ("PartitionSpec", "partspec"),
        ("PartitionBoundSpec", "partbound bound"),
        ("IntoClause", "into intoClause"),
        ("WithClause", "withClause"),
        ("OnConflictClause", "onConflictClause"),
        ("ReturningClause", "returningClause"),
        ("InferClause", "infer"),
        ("WindowDef", "over"),
        ("CTESearchClause", "search_clause"),
        ("CTECycleClause", "cycle_clause"),
        ("VariableSetStmt", "setstmt"),
        ("GrantStmt", "action"),
        ("CreateStmt", "base base_stmt"),
        ("PublicationTable", "pubtable"),
        ("ObjectWithArgs", "func opername fromsql tosql"),
        ("FuncCall", "funccall func_call"),
        ("Integer", "ival"),
        ("Float", "fval"),
        ("Boolean", "boolval"),
        ("String", "sval extname"),
        ("BitString", "bsval"),
    }.SelectMany(row => row.Fields.Split(' ').Select(field => KeyValuePair.Create(field, row.Type))).ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The fixed type of a field's node, or the empty string.</summary>
    public static string TypeOf(string field) => Types.GetValueOrDefault(field, "");
}
