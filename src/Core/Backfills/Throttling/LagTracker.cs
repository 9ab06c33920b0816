namespace SchemaMigrate.Backfills;

/// <summary>
/// Works out how far standbys are behind, as time: the age of the oldest WAL that a standby has not replayed. It needs only positions, so it
/// holds also where the server's own replay_lag is NULL (idle) or stands still (replay paused).
/// </summary>
internal sealed class LagTracker
{
    private const int MostPoints = 4096;
    private static readonly TimeSpan RateSpan = TimeSpan.FromSeconds(1);
    private readonly List<(long Time, long Wal)> history = [];
    private readonly TimeProvider timeProvider;

    internal LagTracker(TimeProvider timeProvider) => this.timeProvider = timeProvider;

    /// <summary>Takes a sample and adds to it what follows from it and the ones before.</summary>
    internal ServerSample Complete(ServerSample sample)
    {
        var now = timeProvider.GetTimestamp();
        if (history.Count == 0 || sample.Wal > history[^1].Wal)
        {
            if (history.Count == MostPoints)
            {
                // Every second point is enough of the past; the first one is the oldest thing known.
                var kept = history.Where((_, i) => i % 2 == 0).ToList();
                history.Clear();
                history.AddRange(kept);
            }

            history.Add((now, sample.Wal));
        }

        return sample with
        {
            Lags = [.. sample.Standbys.Select(standby => (standby.Name, LagOf(standby.Position, now)))],
            WalRate = Rate(now, sample.Wal),
        };
    }

    // A position lies between two points: what lies behind it was written after the earlier one.
    private TimeSpan LagOf(long position, long now)
    {
        var first = history.FindIndex(point => point.Wal > position);
        return position < 0 || first < 0 ? TimeSpan.Zero : timeProvider.GetElapsedTime(history[first].Time, now);
    }

    private double Rate(long now, long wal)
    {
        for (var i = history.Count - 1; i >= 0; i--)
        {
            var age = timeProvider.GetElapsedTime(history[i].Time, now);
            if (age >= RateSpan)
            {
                return Math.Max(0, wal - history[i].Wal) / age.TotalSeconds;
            }
        }

        return 0;
    }
}
