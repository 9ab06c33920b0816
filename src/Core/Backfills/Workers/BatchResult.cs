namespace SchemaMigrate.Backfills;

/// <summary>A batch that was committed.</summary>
/// <param name="Range">The range behind it, with the new cursor.</param>
/// <param name="Done">Whether the range is done.</param>
/// <param name="Rows">Rows changed.</param>
/// <param name="Walked">Rows walked, whether they matched or not.</param>
/// <param name="Duration">How long the last, successful try took.</param>
internal sealed record BatchResult(TakenRange Range, bool Done, long Rows, long Walked, TimeSpan Duration);
