namespace SchemaMigrate.Sql;

/// <summary>How much a REINDEX rebuilds.</summary>
public enum ConcurrentReindexScope
{
    /// <summary>One index.</summary>
    Index,

    /// <summary>All indexes of a table.</summary>
    Table,

    /// <summary>All indexes of a schema.</summary>
    Schema,

    /// <summary>All indexes of the database.</summary>
    Database,
}
