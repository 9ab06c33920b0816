using System.Globalization;

namespace SchemaMigrate.Backfills;

/// <summary>Judges a sample by the limits. Pure: the first critical limit wins, else the first that is passed.</summary>
internal static class ThrottleRules
{
    /// <summary>The verdict.</summary>
    /// <param name="options">The limits and the window.</param>
    /// <param name="standbys">The standbys that should be there.</param>
    /// <param name="sample">What the server said.</param>
    /// <param name="localTime">The time of day.</param>
    internal static ThrottleVerdict Judge(BackfillOptions options, IReadOnlyList<string> standbys, ServerSample sample, TimeOnly localTime)
    {
        var verdicts = Verdicts(options, standbys, sample, localTime).ToList();
        return verdicts.FirstOrDefault(verdict => verdict.Level == ThrottleLevel.Critical)
            ?? verdicts.FirstOrDefault(verdict => verdict.Level == ThrottleLevel.Throttle)
            ?? ThrottleVerdict.Go;
    }

    private static IEnumerable<ThrottleVerdict> Verdicts(BackfillOptions options, IReadOnlyList<string> standbys, ServerSample sample, TimeOnly localTime)
    {
        var limits = options.Limits;
        if (options.Window is { } window && !window.Contains(localTime))
        {
            yield return Wait($"outside the window {window}");
        }

        if (limits.MissingStandby != MissingStandbyPolicy.Ignore)
        {
            var present = sample.Standbys.Select(standby => standby.Name).ToHashSet(StringComparer.Ordinal);
            foreach (var missing in standbys.Where(name => !present.Contains(name)))
            {
                yield return new(
                    limits.MissingStandby == MissingStandbyPolicy.Suspend ? ThrottleLevel.Critical : ThrottleLevel.Throttle,
                    $"the standby {missing} is not connected");
            }
        }

        foreach (var (name, lag) in sample.Lags)
        {
            yield return Above(
                lag.TotalSeconds, limits.MaxReplicaLag?.TotalSeconds, limits.CriticalReplicaLag?.TotalSeconds,
                value => string.Create(CultureInfo.InvariantCulture, $"the standby {name} is {value:F1} s behind"));
        }

        yield return Above(sample.Waiters, limits.MaxWaiters, limits.CriticalWaiters, value => $"{value:F0} sessions wait for locks of the backfill");
        yield return Above(sample.ActiveSessions, limits.MaxActiveSessions, limits.CriticalActiveSessions, value => $"{value:F0} other sessions are active");
        yield return Above(
            sample.WalRate, limits.MaxWalRate, null, value => string.Create(CultureInfo.InvariantCulture, $"the server writes {value / 1048576:F1} MiB of WAL a second"));

        if (sample.Vacuum == 2 || (sample.Vacuum == 1 && limits.WaitForAutovacuum))
        {
            yield return Wait(sample.Vacuum == 2 ? "autovacuum works on the table to prevent wraparound" : "autovacuum works on the table");
        }

        if (sample.UserReason is { } reason)
        {
            yield return new(reason.StartsWith("critical", StringComparison.OrdinalIgnoreCase) ? ThrottleLevel.Critical : ThrottleLevel.Throttle, reason);
        }
    }

    private static ThrottleVerdict Wait(string reason) => new(ThrottleLevel.Throttle, reason);

    private static ThrottleVerdict Above(double value, double? limit, double? critical, Func<double, string> reason) =>
        value > critical ? new(ThrottleLevel.Critical, $"{reason(value)} (critical above {critical})")
        : value > limit ? Wait($"{reason(value)} (limit {limit})")
        : ThrottleVerdict.Go;
}
