using System.Diagnostics;

namespace SchemaMigrate.Bench.Preflight;

/// <summary>Two pieces of work in turn, so that whatever else the machine does meets both; the quickest of several rounds counts.</summary>
internal static class Measure
{
    public static (double First, double Second) Pair(int rounds, Action first, Action second)
    {
        var (quickest, quickestSecond) = (double.MaxValue, double.MaxValue);
        for (var round = 0; round < rounds; round++)
        {
            quickest = Math.Min(quickest, Seconds(first));
            quickestSecond = Math.Min(quickestSecond, Seconds(second));
        }

        return (quickest, quickestSecond);
    }

    public static double Seconds(Action work)
    {
        var watch = Stopwatch.StartNew();
        work();
        return watch.Elapsed.TotalSeconds;
    }
}
