using SchemaMigrate.Backfills;

namespace SchemaMigrate.Tests.Backfills;

/// <summary>What a look at the server means, without a server.</summary>
public sealed class ThrottleTests
{
    private static readonly ServerSample Quiet = new()
    {
        State = BackfillState.Running, OptionsVersion = 1, Wal = 0, Waiters = 0, ActiveSessions = 0, Vacuum = 0, Standbys = [new("a", 0)], LiveWorkers = 1,
        Lags = [("a", TimeSpan.Zero)],
    };

    [Fact]
    public void Nothing_in_the_way_lets_it_go() => Assert.Equal(ThrottleVerdict.Go, Judge(Quiet));

    [Fact]
    public void Each_limit_throttles_and_says_why()
    {
        var limits = new BackfillLimits { MaxActiveSessions = 10, MaxWalRate = 1000, WaitForAutovacuum = true };
        (ServerSample Sample, string Reason)[] cases =
        [
            (Quiet with { Lags = [("a", TimeSpan.FromSeconds(11))] }, "standby a is 11.0 s behind"),
            (Quiet with { Standbys = [], Lags = [] }, "standby a is not connected"),
            (Quiet with { Waiters = 4 }, "4 sessions wait"),
            (Quiet with { ActiveSessions = 11 }, "11 other sessions"),
            (Quiet with { WalRate = 1001 }, "WAL a second"),
            (Quiet with { Vacuum = 1 }, "autovacuum"),
            (Quiet with { UserReason = "a deployment is under way" }, "deployment"),
        ];

        Assert.All(cases, one =>
        {
            var verdict = Judge(one.Sample, limits);
            Assert.Equal(ThrottleLevel.Throttle, verdict.Level);
            Assert.Contains(one.Reason, verdict.Reason, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Critical_goes_before_everything_else()
    {
        var limits = new BackfillLimits { CriticalReplicaLag = TimeSpan.FromMinutes(1), CriticalWaiters = 20 };
        Assert.Equal(ThrottleLevel.Critical, Judge(Quiet with { Waiters = 21 }, limits).Level);
        Assert.Equal(ThrottleLevel.Critical, Judge(Quiet with { Lags = [("a", TimeSpan.FromSeconds(11)), ("b", TimeSpan.FromMinutes(2))] }, limits).Level);
        Assert.Equal(ThrottleLevel.Critical, Judge(Quiet with { Vacuum = 2, UserReason = "Critical: the disk is full" }, limits).Level);
    }

    [Fact]
    public void Only_a_vacuum_against_wraparound_is_waited_for_unless_said_otherwise()
    {
        Assert.Equal(ThrottleLevel.None, Judge(Quiet with { Vacuum = 1 }).Level);
        Assert.Equal(ThrottleLevel.Throttle, Judge(Quiet with { Vacuum = 2 }).Level);
    }

    [Theory]
    [InlineData("22:00-06:00", "23:30", true)]
    [InlineData("22:00-06:00", "05:59", true)]
    [InlineData("22:00-06:00", "06:00", false)]
    [InlineData("08:00-18:00", "12:00", true)]
    [InlineData("08:00-18:00", "07:59", false)]
    public void The_window_may_pass_midnight(string window, string time, bool inside)
    {
        var options = new BackfillOptions { Window = TimeWindow.Parse(window) };
        var verdict = ThrottleRules.Judge(options, [], Quiet, TimeOnly.ParseExact(time, "HH:mm", System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(inside, verdict.Level == ThrottleLevel.None);
    }

    [Fact]
    public void Lag_is_the_age_of_the_oldest_position_not_replayed_and_an_idle_standby_has_none()
    {
        var clock = new ManualClock();
        var tracker = new LagTracker(clock);
        ServerSample At(long wal, long replayed) => tracker.Complete(Quiet with { Wal = wal, Standbys = [new("a", replayed)] });

        Assert.Equal(TimeSpan.Zero, Assert.Single(At(100, 100).Lags).Lag);
        clock.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(TimeSpan.Zero, Assert.Single(At(100, 100).Lags).Lag);
        At(200, 100);
        clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(TimeSpan.FromSeconds(3), Assert.Single(At(300, 150).Lags).Lag);
        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(TimeSpan.FromSeconds(2), Assert.Single(At(300, 200).Lags).Lag);
        Assert.Equal(TimeSpan.Zero, Assert.Single(At(300, 300).Lags).Lag);
    }

    private static ThrottleVerdict Judge(ServerSample sample, BackfillLimits? limits = null) =>
        ThrottleRules.Judge(new BackfillOptions { Limits = limits ?? new BackfillLimits() }, ["a"], sample, new TimeOnly(12, 0));

    private sealed class ManualClock : TimeProvider
    {
        private long now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => now;

        public void Advance(TimeSpan time) => now += time.Ticks;
    }
}
