namespace SchemaMigrate.Backfills;

/// <summary>A batch was committed.</summary>
/// <param name="Backfill">The backfill.</param>
/// <param name="Worker">The worker.</param>
/// <param name="Range">The range.</param>
/// <param name="Rows">Rows changed.</param>
/// <param name="Size">Rows asked for.</param>
/// <param name="Duration">How long it took, from looking for its end to the commit.</param>
public sealed record BatchCommitted(string Backfill, Guid Worker, int Range, long Rows, long Size, TimeSpan Duration) : BackfillEvent(Backfill);
