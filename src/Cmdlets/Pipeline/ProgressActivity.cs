using System.Management.Automation;

namespace SchemaMigrate.Cmdlets.Pipeline;

/// <summary>One line of progress, from <see cref="CmdletProgress.Start"/> to its disposal.</summary>
internal sealed class ProgressActivity : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);
    private readonly object _gate = new();
    private readonly CmdletProgress _owner;
    private readonly string _name;
    private readonly int _parentId;
    private long? _lastWritten;
    private bool _closed;

    internal ProgressActivity(CmdletProgress owner, int id, string name, int parentId)
    {
        _owner = owner;
        _name = name;
        _parentId = parentId;
        Id = id;
    }

    /// <summary>What PowerShell tells activities of one cmdlet apart by.</summary>
    public int Id { get; }

    /// <summary>Shows how the activity stands, without a share. Dropped when the last record is younger than a fifth of a second.</summary>
    public void Report(string status, string? currentOperation = null) => Report(status, percent: -1, currentOperation, left: null, isLast: false);

    /// <summary>Shows how much is done. Counts may exceed 32 bits; the record that reaches the total is never dropped.</summary>
    public void Report(string status, long done, long total, string? currentOperation = null, TimeSpan? left = null)
    {
        var percent = total <= 0 ? -1 : (int)Math.Clamp(done / (double)total * 100, 0, 100);
        Report(status, percent, currentOperation, left, isLast: total > 0 && done >= total);
    }

    /// <summary>Takes the line away.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_closed)
            {
                return;
            }

            _closed = true;
        }

        _owner.Close(this);
        _owner.Write(new ProgressRecord(Id, _name, "Completed") { ParentActivityId = _parentId, RecordType = ProgressRecordType.Completed });
    }

    private void Report(string status, int percent, string? currentOperation, TimeSpan? left, bool isLast)
    {
        lock (_gate)
        {
            if (_closed || (!isLast && _lastWritten is { } last && _owner.Since(last) < Interval))
            {
                return;
            }

            _lastWritten = _owner.Now;
        }

        // Outside of the lock: writing may wait for the pipeline thread, which may be about to report itself.
        _owner.Write(new ProgressRecord(Id, _name, string.IsNullOrEmpty(status) ? " " : status)
        {
            ParentActivityId = _parentId,
            PercentComplete = percent,
            CurrentOperation = currentOperation,
            SecondsRemaining = left is { } time ? (int)Math.Clamp(time.TotalSeconds, 0, int.MaxValue) : -1,
        });
    }
}
