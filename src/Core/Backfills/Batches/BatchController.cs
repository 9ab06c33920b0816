namespace SchemaMigrate.Backfills;

/// <summary>
/// Decides how many rows the next batch has, from how long rows took lately. Pure. Between two batches the number grows by at most a fifth and
/// shrinks by at most half, so that one odd batch does not throw it off.
/// </summary>
internal sealed class BatchController
{
    internal const long FirstSize = 1_000;
    private const double Weight = 0.4;
    private const double Growth = 1.2;
    private const double Shrink = 0.5;
    private const long Smallest = 10;
    private const long Largest = 1_000_000;
    private double? secondsPerRow;
    private TimeSpan? target;

    internal BatchController(BackfillOptions options)
    {
        Size = options.BatchSize ?? FirstSize;
        target = TargetOf(options);
    }

    /// <summary>Rows of the next batch.</summary>
    internal long Size { get; private set; }

    /// <summary>How long a batch of the present size should take; null before the first.</summary>
    internal TimeSpan? Expected => secondsPerRow is { } seconds ? TimeSpan.FromSeconds(Math.Min(3600, seconds * Size)) : null;

    /// <summary>Takes changed options.</summary>
    internal void Apply(BackfillOptions options)
    {
        target = TargetOf(options);
        if (options.BatchSize is { } size)
        {
            Size = size;
        }
    }

    /// <summary>Learns from a batch that was done.</summary>
    /// <param name="rows">Rows that were walked, whether they matched or not.</param>
    /// <param name="duration">How long it took.</param>
    internal void Record(long rows, TimeSpan duration)
    {
        if (rows <= 0)
        {
            return;
        }

        var seconds = Math.Max(duration.TotalSeconds, 1e-6) / rows;
        secondsPerRow = secondsPerRow is { } former ? (Weight * seconds) + ((1 - Weight) * former) : seconds;
        if (target is not { } wanted)
        {
            return;
        }

        var ideal = wanted.TotalSeconds / secondsPerRow.Value;
        var bounded = Math.Clamp(ideal, Size * Shrink, Math.Max(Size * Growth, Size + 1));
        Size = (long)Math.Clamp(bounded, Smallest, Largest);
    }

    /// <summary>Backs off after a batch that was in somebody's way or took too long. A size that was set by hand is kept.</summary>
    internal void Halve()
    {
        if (target is not null)
        {
            Size = Math.Max(1, Size / 2);
        }
    }

    private static TimeSpan? TargetOf(BackfillOptions options) =>
        options.TargetBatchTime ?? (options.BatchSize is null ? BackfillOptions.DefaultTargetBatchTime : null);
}
