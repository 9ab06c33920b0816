namespace SchemaMigrate.Backfills;

/// <summary>Another worker has the range now; what this one had sent was refused. Never leaves the room.</summary>
internal sealed class RangeLostException() : Exception("Another worker has taken the range over.");
