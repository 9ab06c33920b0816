namespace SchemaMigrate.Backfills;

/// <summary>A worker decided something.</summary>
/// <param name="Backfill">The backfill.</param>
/// <param name="Decision">The decision.</param>
public sealed record BackfillDecided(string Backfill, BackfillDecision Decision) : BackfillEvent(Backfill);
