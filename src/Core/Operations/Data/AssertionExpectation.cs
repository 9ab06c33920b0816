namespace SchemaMigrate.Operations;

/// <summary>What a query must return for an assertion to hold.</summary>
public enum AssertionExpectation
{
    /// <summary>One row with one column that is true; NULL, false and no row fail.</summary>
    True,

    /// <summary>No row at all.</summary>
    NoRows,
}
