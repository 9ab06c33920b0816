namespace SchemaMigrate.Backfills;

/// <summary>Something that happened while this process worked on a backfill.</summary>
/// <param name="Backfill">The backfill.</param>
public abstract record BackfillEvent(string Backfill);
