using SchemaMigrate.Sql;

namespace SchemaMigrate.Operations;

/// <summary>The assertion that no row of a table breaks a rule that is about to be made. It reads the table once, and stops at the first such row.</summary>
internal static class Violations
{
    /// <summary>Fails when a row fulfils the predicate, with the query that shows all of them.</summary>
    /// <param name="table">The table.</param>
    /// <param name="predicate">What is true for the rows that break the rule.</param>
    /// <param name="what">What they do, as the end of a sentence.</param>
    public static AssertionOperationStep NoneOf(QualifiedName table, string predicate, string what) => new(
        $"SELECT 1 FROM {table} WHERE {predicate} LIMIT 1",
        AssertionExpectation.NoRows,
        $"Rows of {table.Display} {what}. Repair them first; this shows them: SELECT * FROM {table} WHERE {predicate}");
}
