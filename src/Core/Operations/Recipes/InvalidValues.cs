namespace SchemaMigrate.Operations;

/// <summary>What to do with a value that the new type cannot hold.</summary>
public enum InvalidValues
{
    /// <summary>The expand phase refuses while there is one, and from then on no writer can bring one in.</summary>
    Reject,

    /// <summary>The new column has NULL for it; the old value stays until the old column is dropped.</summary>
    Null,

    /// <summary>As <see cref="Null"/>, and the old value is kept in a table of its own.</summary>
    Quarantine,
}
