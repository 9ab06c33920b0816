namespace SchemaMigrate.Backfills;

/// <summary>A plan with what the journal needs to begin it.</summary>
internal sealed record PlannedBackfill(BackfillPlan Plan, BackfillFacts Facts, IReadOnlyList<PlannedRange> Ranges);
