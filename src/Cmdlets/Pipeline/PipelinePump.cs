using System.Collections.Concurrent;
using System.Diagnostics;
using System.Management.Automation;
using System.Runtime.ExceptionServices;
using SchemaMigrate.Cmdlets.Errors;

namespace SchemaMigrate.Cmdlets.Pipeline;

/// <summary>
/// Runs asynchronous work off the pipeline thread while that thread does, in order, what the work asks of it: PowerShell allows
/// writing and prompting only there. The queue is bounded, so a slow consumer slows the work down instead of filling the memory.
/// </summary>
internal sealed class PipelinePump(TimeSpan cleanupTimeout) : IDisposable
{
    private const int Capacity = 256;
    private readonly BlockingCollection<PumpItem> _queue = new(Capacity);
    private readonly CancellationTokenSource _cancellation = new();
    private readonly int _pipelineThread = Environment.CurrentManagedThreadId;
    private ExceptionDispatchInfo? _pipelineFailure;
    private bool _ended;

    /// <summary>
    /// Runs the work to its end. After a stop, or when the pipeline itself ends (a satisfied Select-Object -First, -ErrorAction Stop), the
    /// work's token is cancelled and the work gets a bounded time to clean up, to roll back above all.
    /// </summary>
    public void Run(Func<CancellationToken, Task> work, CancellationToken stopping)
    {
        using var registration = stopping.Register(Cancel);
        var task = Task.Run(() => RunToEndAsync(work), CancellationToken.None);
        PumpUntilCancelled();
        _ended = AbandonUntilEnded(task);

        _pipelineFailure?.Throw();
        if (stopping.IsCancellationRequested)
        {
            // An error that follows a stop is not reported: the stop is the outcome.
            throw new PipelineStoppedException();
        }

        task.GetAwaiter().GetResult();
    }

    /// <summary>Has it done on the pipeline thread, later; waits while the queue is full. False when the pump does nothing any more.</summary>
    public bool Post(Action action) => Enqueue(new PumpItem(action, Abandon: null));

    /// <summary>Has it done on the pipeline thread and gives the answer; cancelled when the pipeline ends first.</summary>
    public Task<T> InvokeAsync<T>(Func<T> function)
    {
        if (Environment.CurrentManagedThreadId == _pipelineThread)
        {
            return Task.FromResult(function());
        }

        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        void Execute()
        {
            try
            {
                answer.TrySetResult(function());
            }
            catch (Exception e) when (!EngineExceptions.LeavesThePipeline(e))
            {
                answer.TrySetException(e);
            }
        }

        void Abandon() => answer.TrySetCanceled();
        if (!Enqueue(new PumpItem(Execute, Abandon)))
        {
            Abandon();
        }

        return answer.Task;
    }

    public void Dispose()
    {
        // Work that did not end in time still uses both; they hold nothing but memory.
        if (_ended)
        {
            _queue.Dispose();
            _cancellation.Dispose();
        }
    }

    private async Task RunToEndAsync(Func<CancellationToken, Task> work)
    {
        try
        {
            await work(_cancellation.Token);
        }
        finally
        {
            _queue.CompleteAdding();
        }
    }

    /// <summary>Cancels without running the token's callbacks here: a driver's callback may talk to the server first.</summary>
    private void Cancel() => _ = _cancellation.CancelAsync();

    private bool Enqueue(PumpItem item)
    {
        if (Environment.CurrentManagedThreadId == _pipelineThread)
        {
            item.Execute();
            return true;
        }

        try
        {
            _queue.Add(item, _cancellation.Token);
            return true;
        }
        catch (Exception e) when (e is OperationCanceledException or InvalidOperationException)
        {
            // Cancelled, ended or disposed (ObjectDisposedException is an InvalidOperationException): nobody listens any more.
            return false;
        }
    }

    private void PumpUntilCancelled()
    {
        try
        {
            foreach (var item in _queue.GetConsumingEnumerable(_cancellation.Token))
            {
                Execute(item);
            }
        }
        catch (OperationCanceledException) when (_cancellation.IsCancellationRequested)
        {
            // The rest is cleaning up.
        }
    }

    private void Execute(PumpItem item)
    {
        try
        {
            item.Execute();
        }
        catch (Exception e)
        {
            // Whatever writing threw belongs to the engine: it goes back there, unchanged, once the work has ended.
            _pipelineFailure = ExceptionDispatchInfo.Capture(e);
            Cancel();
            item.Abandon?.Invoke();
        }
    }

    /// <summary>True when the work ended within its time.</summary>
    private bool AbandonUntilEnded(Task task)
    {
        var start = Stopwatch.GetTimestamp();
        TimeSpan Left() => TimeSpan.FromTicks(Math.Max(0, (cleanupTimeout - Stopwatch.GetElapsedTime(start)).Ticks));
        while (!_queue.IsCompleted)
        {
            if (_queue.TryTake(out var item, Left()))
            {
                item.Abandon?.Invoke();
            }
            else if (Left() == TimeSpan.Zero)
            {
                _queue.CompleteAdding();
            }
        }

        // The queue is completed as the work's last act, or because its time is over.
        return Task.WhenAny(task).Wait(Left());
    }
}
