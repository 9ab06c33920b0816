namespace SchemaMigrate.Backfills;

/// <summary>A range that is to be worked on.</summary>
/// <param name="Leaf">The table.</param>
/// <param name="Key">What it is walked by.</param>
/// <param name="Bounds">The part of the table.</param>
/// <param name="EstimatedRows">Rows as the statistics say.</param>
internal sealed record PlannedRange(LeafTable Leaf, WalkKey Key, KeyRange Bounds, long EstimatedRows);
