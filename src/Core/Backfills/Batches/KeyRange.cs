namespace SchemaMigrate.Backfills;

/// <summary>
/// A part of a table between two places of its key. Values are in text form, one for each of the first columns of the key.
/// </summary>
/// <param name="Lower">What comes before the range, itself excluded; null for no bound.</param>
/// <param name="Upper">The last place of the range, itself included; null for no bound.</param>
internal sealed record KeyRange(IReadOnlyList<string>? Lower, IReadOnlyList<string>? Upper)
{
    /// <summary>The whole table.</summary>
    internal static KeyRange Whole { get; } = new(null, null);
}
