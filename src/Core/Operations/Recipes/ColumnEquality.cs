using SchemaMigrate.Sql;

namespace SchemaMigrate.Operations;

/// <summary>The assertion that two columns are equal in every row.</summary>
internal static class ColumnEquality
{
    /// <summary>Fails when a row differs, with the query that shows all of them.</summary>
    /// <param name="table">The table.</param>
    /// <param name="column">A column.</param>
    /// <param name="other">A column of the same type.</param>
    public static AssertData Assertion(QualifiedName table, Identifier column, Identifier other)
    {
        var query = $"SELECT 1 FROM {table} WHERE pg_catalog.record_image_ne(ROW({column}), ROW({other})) LIMIT 1";
        return new AssertData(new(query), AssertionExpectation.NoRows,
            $"Rows of {table.Display} differ in {column.Name} and {other.Name}: something wrote past the trigger that keeps them equal. This shows them: "
            + query.Replace("SELECT 1", "SELECT *", StringComparison.Ordinal).Replace(" LIMIT 1", "", StringComparison.Ordinal));
    }
}
