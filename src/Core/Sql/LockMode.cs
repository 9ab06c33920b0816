namespace SchemaMigrate.Sql;

/// <summary>
/// Table-level lock modes of PostgreSQL, ordered from weakest to strongest (manual, section 13.3.1 "Table-Level Locks").
/// The order is that of the manual; it is a good severity order, but conflicts follow the conflict table, not the order.
/// </summary>
public enum LockMode
{
    /// <summary>No table lock is taken.</summary>
    None = 0,

    /// <summary>ACCESS SHARE: reading.</summary>
    AccessShare = 1,

    /// <summary>ROW SHARE: SELECT … FOR UPDATE and its kin.</summary>
    RowShare = 2,

    /// <summary>ROW EXCLUSIVE: INSERT, UPDATE, DELETE, MERGE.</summary>
    RowExclusive = 3,

    /// <summary>SHARE UPDATE EXCLUSIVE: VACUUM, ANALYZE, CREATE INDEX CONCURRENTLY, VALIDATE CONSTRAINT.</summary>
    ShareUpdateExclusive = 4,

    /// <summary>SHARE: CREATE INDEX. Blocks writes.</summary>
    Share = 5,

    /// <summary>SHARE ROW EXCLUSIVE: ADD FOREIGN KEY, CREATE TRIGGER. Blocks writes.</summary>
    ShareRowExclusive = 6,

    /// <summary>EXCLUSIVE: REFRESH MATERIALIZED VIEW CONCURRENTLY. Blocks writes.</summary>
    Exclusive = 7,

    /// <summary>ACCESS EXCLUSIVE: most forms of ALTER TABLE, DROP, TRUNCATE. Blocks reads and writes.</summary>
    AccessExclusive = 8,
}
