namespace SchemaMigrate.Backfills;

/// <summary>The partition of the range was detached or dropped. Never leaves the room.</summary>
internal sealed class PartitionLeftException(string message) : Exception(message);
