using System.Globalization;
using System.Text;

namespace SchemaMigrate.Revisions;

/// <summary>
/// Durations as people write them in headers and settings: <c>500ms</c>, <c>2s</c>, <c>1m30s</c>, <c>24h</c>, <c>7d</c>, or
/// <c>00:00:02</c> (hours, minutes, seconds). Units go from large to small, each at most once; whole numbers only.
/// </summary>
public static class Duration
{
    private static readonly (string Unit, long Milliseconds)[] Units =
        [("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1_000), ("ms", 1)];

    /// <summary>What a duration may look like, for messages.</summary>
    internal const string Rule = "a duration such as 500ms, 2s, 1m30s, 24h, 7d or 00:00:02";

    /// <summary>Reads a duration. A number without a unit is refused, because nobody can know the unit meant.</summary>
    /// <param name="text">The text.</param>
    /// <param name="duration">The duration, never negative.</param>
    public static bool TryParse(string? text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        if (string.IsNullOrWhiteSpace(text))
        {
            return false;
        }

        var rest = text.AsSpan().Trim();
        return rest.Contains(':')
            ? TimeSpan.TryParseExact(rest, [@"h\:mm\:ss", @"hh\:mm\:ss", @"hh\:mm\:ss\.FFF", @"d\.hh\:mm\:ss"], CultureInfo.InvariantCulture, out duration)
            : TryParseUnits(rest, out duration);
    }

    /// <summary>Writes a duration in the shortest exact form that <see cref="TryParse"/> reads: <c>1m30s</c>. Parts below a millisecond are dropped.</summary>
    /// <param name="duration">The duration, not negative.</param>
    public static string Format(TimeSpan duration)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(duration, TimeSpan.Zero);
        var rest = (long)duration.TotalMilliseconds;
        if (rest == 0)
        {
            return "0s";
        }

        var text = new StringBuilder();
        foreach (var (unit, milliseconds) in Units)
        {
            var count = rest / milliseconds;
            rest %= milliseconds;
            if (count > 0)
            {
                text.Append(CultureInfo.InvariantCulture, $"{count}{unit}");
            }
        }

        return text.ToString();
    }

    private static bool TryParseUnits(ReadOnlySpan<char> rest, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        decimal total = 0;
        var nextUnit = 0;
        while (!rest.IsEmpty)
        {
            var digits = rest.IndexOfAnyExceptInRange('0', '9');
            if (digits is <= 0 or > 15)
            {
                return false;
            }

            var afterNumber = rest[digits..];
            var letters = afterNumber.IndexOfAnyInRange('0', '9');
            var unit = letters < 0 ? afterNumber : afterNumber[..letters];
            while (nextUnit < Units.Length && !unit.Equals(Units[nextUnit].Unit, StringComparison.OrdinalIgnoreCase))
            {
                nextUnit++;
            }

            if (nextUnit == Units.Length)
            {
                return false;
            }

            total += long.Parse(rest[..digits], CultureInfo.InvariantCulture) * (decimal)Units[nextUnit++].Milliseconds;
            rest = afterNumber[unit.Length..];
        }

        if (total > (decimal)TimeSpan.MaxValue.TotalMilliseconds - 1)
        {
            return false;
        }

        duration = TimeSpan.FromMilliseconds((double)total);
        return true;
    }
}
