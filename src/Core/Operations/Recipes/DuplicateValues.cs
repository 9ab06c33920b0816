namespace SchemaMigrate.Operations;

/// <summary>What happens to all but the first of several rows with the same value.</summary>
public enum DuplicateValues
{
    /// <summary>The value, a text, gets a suffix made of the row's key, cut to fit the column.</summary>
    Suffix,

    /// <summary>The value becomes NULL.</summary>
    Null,
}
