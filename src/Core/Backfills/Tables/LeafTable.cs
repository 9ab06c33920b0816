namespace SchemaMigrate.Backfills;

/// <summary>A table that holds rows itself: the backfill's table, or one of its leaf partitions.</summary>
/// <param name="Oid">Its oid.</param>
/// <param name="Name">Quoted and with its schema.</param>
/// <param name="Kind">relkind: r, or f for a foreign table.</param>
/// <param name="EstimatedRows">Rows as the statistics say; -1 when nobody ever counted.</param>
/// <param name="Blocks">Pages of its heap.</param>
/// <param name="FileNode">Its file; another number means that it was rewritten.</param>
/// <param name="Ancestor">The partitioned table above it that the backfill is about; null when it is the table itself.</param>
internal sealed record LeafTable(long Oid, string Name, string Kind, long EstimatedRows, long Blocks, long FileNode, long? Ancestor);
