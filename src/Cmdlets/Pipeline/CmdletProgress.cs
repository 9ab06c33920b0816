using System.Management.Automation;

namespace SchemaMigrate.Cmdlets.Pipeline;

/// <summary>
/// The progress of one cmdlet: activities with identifiers that do not change, under their parents, at most five records a second for each,
/// and a completed record for each, whatever happened. May be used from any thread when <paramref name="write"/> may.
/// </summary>
internal sealed class CmdletProgress(Action<ProgressRecord> write, TimeProvider clock) : IDisposable
{
    private readonly object _gate = new();
    private readonly List<ProgressActivity> _open = [];
    private int _nextId;

    /// <summary>Starts an activity and shows it.</summary>
    /// <param name="name">What is being done.</param>
    /// <param name="status">How it stands.</param>
    /// <param name="parent">The activity that it is a part of.</param>
    public ProgressActivity Start(string name, string status, ProgressActivity? parent = null)
    {
        ProgressActivity activity;
        lock (_gate)
        {
            activity = new ProgressActivity(this, _nextId++, name, parent?.Id ?? -1);
            _open.Add(activity);
        }

        activity.Report(status);
        return activity;
    }

    /// <summary>Completes what is still open, the youngest first.</summary>
    public void Dispose()
    {
        ProgressActivity[] open;
        lock (_gate)
        {
            open = [.. _open];
        }

        foreach (var activity in Enumerable.Reverse(open))
        {
            activity.Dispose();
        }
    }

    internal long Now => clock.GetTimestamp();

    internal TimeSpan Since(long timestamp) => clock.GetElapsedTime(timestamp);

    internal void Write(ProgressRecord record) => write(record);

    internal void Close(ProgressActivity activity)
    {
        lock (_gate)
        {
            _open.Remove(activity);
        }
    }
}
