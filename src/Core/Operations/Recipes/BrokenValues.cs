namespace SchemaMigrate.Operations;

/// <summary>What happens to a value that a new constraint refuses.</summary>
public enum BrokenValues
{
    /// <summary>It becomes NULL, and is lost.</summary>
    SetNull,

    /// <summary>It becomes NULL, and is kept in a table from which a downgrade puts it back.</summary>
    Quarantine,
}
