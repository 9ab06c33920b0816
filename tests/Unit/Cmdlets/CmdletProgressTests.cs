using System.Management.Automation;
using SchemaMigrate.Cmdlets.Pipeline;

namespace SchemaMigrate.Tests.Cmdlets;

public sealed class CmdletProgressTests
{
    private readonly ManualClock _clock = new();
    private readonly List<ProgressRecord> _written = [];

    [Fact]
    public void At_most_five_records_a_second_are_written_for_an_activity()
    {
        using (var progress = Create())
        {
            var activity = progress.Start("run", "starting");
            for (var i = 1; i < 1000; i++)
            {
                _clock.Advance(TimeSpan.FromMilliseconds(10));
                activity.Report("busy", i, 1000);
            }
        }

        Assert.InRange(_written.Count(record => record.RecordType == ProgressRecordType.Processing), 45, 51);
    }

    [Fact]
    public void The_record_that_reaches_the_total_is_written_at_once()
    {
        using var progress = Create();
        var activity = progress.Start("run", "starting");

        activity.Report("half", 1, 2);
        activity.Report("done", 2, 2);

        Assert.Equal([-1, 100], _written.Select(record => record.PercentComplete));
    }

    [Fact]
    public void Parts_name_their_parent_and_keep_their_identifier()
    {
        using var progress = Create();
        var run = progress.Start("run", "starting");
        var revision = progress.Start("revision", "starting", run);
        _clock.Advance(TimeSpan.FromSeconds(1));
        revision.Report("step 2");

        Assert.Equal([(0, -1), (1, 0), (1, 0)], _written.Select(record => (record.ActivityId, record.ParentActivityId)));
    }

    [Fact]
    public void Every_activity_is_completed_once_parts_first_even_when_the_work_failed()
    {
        Assert.Throws<InvalidOperationException>(FailHalfWay);

        Assert.Equal([1, 2, 0], _written.Where(record => record.RecordType == ProgressRecordType.Completed).Select(record => record.ActivityId));
    }

    [Fact]
    public void Counts_beyond_32_bits_give_a_true_share()
    {
        using var progress = Create();
        var activity = progress.Start("rows", "starting");
        _clock.Advance(TimeSpan.FromSeconds(1));
        activity.Report("rows", long.MaxValue / 2, long.MaxValue, left: TimeSpan.MaxValue);

        Assert.Equal(50, _written[^1].PercentComplete);
        Assert.Equal(int.MaxValue, _written[^1].SecondsRemaining);
    }

    [Fact]
    public void Nothing_is_shown_after_the_end()
    {
        var progress = Create();
        var activity = progress.Start("run", "starting");
        progress.Dispose();
        _clock.Advance(TimeSpan.FromSeconds(1));
        activity.Report("late", 1, 1);
        activity.Dispose();

        Assert.Equal(ProgressRecordType.Completed, _written[^1].RecordType);
        Assert.Equal(2, _written.Count);
    }

    private void FailHalfWay()
    {
        using var progress = Create();
        var run = progress.Start("run", "starting");
        using (progress.Start("revision", "starting", run))
        {
        }

        _ = progress.Start("step", "starting", run);
        throw new InvalidOperationException();
    }

    private CmdletProgress Create() => new(_written.Add, _clock);

    private sealed class ManualClock : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks;

        public void Advance(TimeSpan time) => _ticks += time.Ticks;
    }
}
