namespace SchemaMigrate.Backfills;

/// <summary>Whether batches may be started, and why not.</summary>
/// <param name="Level">The level.</param>
/// <param name="Reason">Why, in one line; null when nothing is in the way.</param>
public sealed record ThrottleVerdict(ThrottleLevel Level, string? Reason)
{
    /// <summary>Nothing is in the way.</summary>
    public static ThrottleVerdict Go { get; } = new(ThrottleLevel.None, null);
}
