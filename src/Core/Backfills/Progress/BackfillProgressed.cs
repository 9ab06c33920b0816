namespace SchemaMigrate.Backfills;

/// <summary>Where the backfill stands now; told about once a second.</summary>
/// <param name="Backfill">The backfill.</param>
/// <param name="Status">Its status.</param>
public sealed record BackfillProgressed(string Backfill, BackfillStatus Status) : BackfillEvent(Backfill);
