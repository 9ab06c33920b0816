namespace SchemaMigrate.Backfills;

/// <summary>What one column gets.</summary>
/// <param name="Column">The column, as SQL spells it.</param>
/// <param name="Expression">An SQL expression over the row.</param>
public sealed record BackfillAssignment(string Column, string Expression);
