using System.Globalization;
using System.Management.Automation;
using SchemaMigrate.Backfills;
using SchemaMigrate.Cmdlets.Pipeline;

namespace SchemaMigrate.Cmdlets.Backfills;

/// <summary>Shows a backfill's progress: a bar with rate and time left, one line a minute where nobody sees a bar, and the decisions as objects.</summary>
internal sealed class BackfillReporter : IDisposable
{
    private static readonly TimeSpan LineInterval = TimeSpan.FromMinutes(1);
    private readonly AsyncCmdlet _cmdlet;
    private readonly CmdletProgress _progress;
    private readonly ProgressActivity _activity;
    private readonly bool _hasBar;
    private long _lastLine = TimeProvider.System.GetTimestamp();

    public BackfillReporter(AsyncCmdlet cmdlet, string name)
    {
        _cmdlet = cmdlet;
        _hasBar = SessionHost.CanAsk(cmdlet.Host);
        _progress = new CmdletProgress(cmdlet.WriteProgress, TimeProvider.System);
        _activity = _progress.Start($"Backfill {name}", "starting");
    }

    public void Dispose() => _progress.Dispose();

    public void Report(BackfillEvent backfillEvent)
    {
        switch (backfillEvent)
        {
            case BackfillProgressed { Status: var status }:
                Report(status);
                break;
            case BackfillDecided { Decision: var decision }:
                _cmdlet.WriteVerbose($"{decision.Kind}: {decision.Reason}");
                _cmdlet.WriteInformation(decision, "SchemaMigrate", "BackfillDecision");
                break;
        }
    }

    private void Report(BackfillStatus status)
    {
        var line = Line(status);
        _activity.Report(line, (long)(status.PercentComplete * 10), 1000, status.ThrottleReason is { } reason ? $"waits: {reason}" : null, status.Remaining);
        if (!_hasBar && TimeProvider.System.GetElapsedTime(_lastLine) >= LineInterval)
        {
            _lastLine = TimeProvider.System.GetTimestamp();
            _cmdlet.WriteInformation(new HostInformationMessage { Message = $"Backfill {status.Name}: {line}" }, "PSHOST", "SchemaMigrate");
        }
    }

    private static string Line(BackfillStatus status)
    {
        var rate = status.RowsPerSecond is { } rows ? string.Create(CultureInfo.InvariantCulture, $", {rows:N0} rows/s") : "";
        var left = status.Remaining is { } time ? $", {Text(time)} left" : "";
        var wait = status.ThrottleReason is { } reason ? $", waits: {reason}" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{status.PercentComplete:F1} %, {status.RowsDone:N0} rows{rate}{left}{wait}");
    }

    private static string Text(TimeSpan time) => time.TotalHours >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours} h {time.Minutes:D2} min")
        : string.Create(CultureInfo.InvariantCulture, $"{time.Minutes}:{time.Seconds:D2}");
}
