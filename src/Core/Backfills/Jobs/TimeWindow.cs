using System.Globalization;
using SchemaMigrate.Errors;

namespace SchemaMigrate.Backfills;

/// <summary>A part of each day, from a time of day to another one; it may pass midnight.</summary>
/// <param name="From">When it opens.</param>
/// <param name="To">When it closes; this moment is outside.</param>
public sealed record TimeWindow(TimeOnly From, TimeOnly To)
{
    /// <summary>Reads <c>22:00-06:00</c>.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="MigrationException"><see cref="BackfillErrors.InvalidWindow"/>.</exception>
    public static TimeWindow Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Split('-', StringSplitOptions.TrimEntries) is [var from, var to]
            && TimeOnly.TryParseExact(from, ["H:mm", "HH:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var opens)
            && TimeOnly.TryParseExact(to, ["H:mm", "HH:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var closes)
            && opens != closes
            ? new TimeWindow(opens, closes)
            : throw new MigrationException(BackfillErrors.InvalidWindow, $"'{text}' is no time window.") { Target = text };
    }

    /// <summary>Whether a time of day is inside.</summary>
    /// <param name="time">The time of day.</param>
    public bool Contains(TimeOnly time) => From < To ? time >= From && time < To : time >= From || time < To;

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{From:HH:mm}-{To:HH:mm}");
}
