namespace SchemaMigrate.Backfills;

/// <summary>Something that a worker decided, and why.</summary>
/// <param name="At">When.</param>
/// <param name="Worker">The worker; null for a decision about the whole backfill.</param>
/// <param name="Kind">What was decided.</param>
/// <param name="Reason">Why, in one line.</param>
public sealed record BackfillDecision(DateTimeOffset At, Guid? Worker, BackfillDecisionKind Kind, string Reason);
