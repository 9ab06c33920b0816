using System.Diagnostics;

namespace SchemaMigrate.Bench.Preflight;

/// <summary>
/// Two pieces of work in turn, so that whatever else the machine does meets both; the quickest of several rounds counts, by the clock and by the
/// CPU time of the process (all its threads, the garbage collector's too).
/// </summary>
internal static class Measure
{
    public static (Cost First, Cost Second) Pair(int rounds, Action first, Action second)
    {
        var (least, leastSecond) = (Cost.Endless, Cost.Endless);
        for (var round = 0; round < rounds; round++)
        {
            least = least.Least(Of(first));
            leastSecond = leastSecond.Least(Of(second));
        }

        return (least, leastSecond);
    }

    private static Cost Of(Action work)
    {
        // What an earlier piece left behind is not this one's to clear away.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var cpu = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        work();
        return new Cost(watch.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds);
    }
}
