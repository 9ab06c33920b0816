using SchemaMigrate.Sql;

namespace SchemaMigrate.Operations;

/// <summary>Assertions that a column is what the author of a recipe said: they read the catalog only.</summary>
internal static class ColumnFacts
{
    /// <summary>Fails when there is a default that was not said, or none where one was said.</summary>
    public static AssertData DefaultIs(QualifiedName table, Identifier column, bool expected) => new(
        new(Attribute(table, column, expected ? "NOT a.atthasdef" : "a.atthasdef")), AssertionExpectation.NoRows,
        expected
            ? $"{table.Display}.{column.Name} has no default, but the recipe gives it one: leave it out."
            : $"{table.Display}.{column.Name} has a default. Say it with -FromDefault or -FromDefaultExpression, and with -Default or -DefaultExpression what it is in the new type.");

    /// <summary>Fails when a writer must name the column.</summary>
    public static AssertData MayBeLeftOut(QualifiedName table, Identifier column) => new(
        new(Attribute(table, column, "a.attnotnull AND NOT a.atthasdef AND a.attidentity = ''")), AssertionExpectation.NoRows,
        $"{table.Display}.{column.Name} refuses NULL and has no default, so a writer that no longer names it would fail. Describe the column with -Type and -NotNull; then it allows NULL first.");

    /// <summary>The query that gives a row when a column, as <c>a</c>, fulfils a condition.</summary>
    public static string Attribute(QualifiedName table, Identifier column, string condition) =>
        $"SELECT 1 FROM pg_catalog.pg_attribute a WHERE a.attrelid = {Literal.Of(table.ToString())}::pg_catalog.regclass::pg_catalog.oid AND a.attname = {Literal.Of(column.Name)} AND {condition}";
}
