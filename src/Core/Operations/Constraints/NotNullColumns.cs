using SchemaMigrate.Sql;

namespace SchemaMigrate.Operations;

/// <summary>The assertion that columns refuse NULL already.</summary>
internal static class NotNullColumns
{
    private static readonly Lazy<string> NullableColumns = new(ReadNullableColumns);

    /// <summary>Fails, naming what to do first, when one of the columns may hold NULL.</summary>
    public static AssertionOperationStep Assertion(QualifiedName table, ValueList<Identifier> columns)
    {
        var names = string.Join(", ", columns.Select(column => Literal.Of(column.Name)));
        var query = NullableColumns.Value
            .Replace(":table", Literal.Of(table.ToString()).ToString(), StringComparison.Ordinal)
            .Replace(":columns", $"ARRAY[{names}]::pg_catalog.name[]", StringComparison.Ordinal);
        var first = columns.Count == 1 ? columns[0].Spelling : "each of them";
        return new AssertionOperationStep(query.TrimEnd(), AssertionExpectation.NoRows,
            $"The columns of a primary key must be NOT NULL first, and {table.Display} ({OneLine.Of(columns)}) has one that is not. "
            + $"Run Set-MigrationColumn {table.Spelling} <column> -NotNull for {first} in a step before: it proves the column without blocking writes.");
    }

    private static string ReadNullableColumns()
    {
        var assembly = typeof(NotNullColumns).Assembly;
        using var stream = assembly.GetManifestResourceStream("Operations/Constraints/NullableColumns.sql")
            ?? throw new InvalidOperationException("The query for nullable columns is missing from the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
