using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>Recognises constraints that prove a column to be without NULL.</summary>
internal static class NotNullProofs
{
    public static string? ColumnOf(SqlNode constraint) => constraint.Text("contype") switch
    {
        "CONSTR_CHECK" => IsNotNullTest(constraint["raw_expr"]),
        "CONSTR_NOTNULL" => constraint.List("keys").Texts() is [var column] ? column : null,
        _ => null,
    };

    private static string? IsNotNullTest(SqlNode expression) =>
        expression.Is("NullTest") && expression.Text("nulltesttype") == "IS_NOT_NULL" && expression["arg"].Is("ColumnRef")
        && expression["arg"].List("fields").Texts() is [.., var column]
            ? column
            : null;
}
