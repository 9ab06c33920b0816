namespace SchemaMigrate.Backfills;

/// <summary>How far a standby is.</summary>
/// <param name="Name">Its application_name.</param>
/// <param name="Position">The WAL position that it has replayed; -1 when the server does not tell.</param>
internal readonly record struct StandbyPosition(string Name, long Position);
