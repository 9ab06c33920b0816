using System.Globalization;

namespace SchemaMigrate.Catalog;

/// <summary>Numbers as people read them.</summary>
internal static class Quantity
{
    private static readonly string[] Units = ["bytes", "kB", "MB", "GB", "TB", "PB"];

    /// <summary><c>12 MB</c>, in steps of 1024 as PostgreSQL counts.</summary>
    public static string Bytes(long bytes)
    {
        var (value, unit) = ((double)bytes, 0);
        while (value >= 1024 && unit < Units.Length - 1)
        {
            value /= 1024;
            unit++;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{(value is > 0 and < 10 && unit > 0 ? Math.Round(value, 1) : Math.Round(value))} {Units[unit]}");
    }

    /// <summary><c>1,234,567</c>.</summary>
    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary><c>37 rows</c>, <c>1 row</c>.</summary>
    public static string Of(long count, string one, string many) => $"{Count(count)} {(count == 1 ? one : many)}";

    /// <summary><c>1,200 rows</c>.</summary>
    public static string Rows(long rows) => Of(rows, "row", "rows");

    /// <summary><c>40 ms</c>, <c>2.5 s</c>, <c>12 min</c>, <c>3.1 h</c>.</summary>
    public static string Time(TimeSpan time) => time.TotalSeconds switch
    {
        < 1 => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, Math.Round(time.TotalMilliseconds))} ms"),
        < 10 => string.Create(CultureInfo.InvariantCulture, $"{Math.Round(time.TotalSeconds, 1)} s"),
        < 120 => string.Create(CultureInfo.InvariantCulture, $"{Math.Round(time.TotalSeconds)} s"),
        < 7200 => string.Create(CultureInfo.InvariantCulture, $"{Math.Round(time.TotalMinutes)} min"),
        < 172800 => string.Create(CultureInfo.InvariantCulture, $"{Math.Round(time.TotalHours, 1)} h"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Math.Round(time.TotalDays, 1)} days"),
    };
}
