using System.Management.Automation;

namespace SchemaMigrate.Cmdlets.Pipeline;

/// <summary>
/// The base of cmdlets that wait for a server or a file. The work runs off the pipeline thread; the writing and asking members below may be
/// called from any thread, they are passed to the pipeline thread in order. Ctrl-C cancels the token and waits for the work to clean up.
/// After that, and after the pipeline has ended in another way, writes are dropped so that they cannot disturb a rollback, and questions
/// are answered with <see cref="OperationCanceledException"/>.
/// </summary>
/// <remarks>Anything else of the session (variables, paths, script blocks) belongs into <see cref="OnPipelineAsync{T}"/>.</remarks>
public abstract class AsyncCmdlet : MigrationCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private PipelinePump? _pump;

    /// <summary>How long work may clean up after it was cancelled, before the cmdlet returns without it.</summary>
    protected virtual TimeSpan CleanupTimeout => TimeSpan.FromSeconds(15);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Writes an object to the output, or each of a collection's elements.</summary>
    /// <param name="sendToPipeline">The object.</param>
    /// <param name="enumerateCollection">True to write the elements of a collection one by one.</param>
    public new void WriteObject(object? sendToPipeline, bool enumerateCollection) => Post(() => base.WriteObject(sendToPipeline, enumerateCollection));

    /// <summary>Writes an object to the output.</summary>
    /// <param name="sendToPipeline">The object.</param>
    public new void WriteObject(object? sendToPipeline) => Post(() => base.WriteObject(sendToPipeline));

    /// <summary>Writes a non-terminating error.</summary>
    /// <param name="errorRecord">The error.</param>
    public new void WriteError(ErrorRecord errorRecord) => Post(() => base.WriteError(errorRecord));

    /// <summary>Reports the failure of one of several items and goes on.</summary>
    /// <param name="exception">What happened.</param>
    public new void WriteFailure(Exception exception) => Post(() => base.WriteFailure(exception));

    /// <summary>Writes something the user should act upon.</summary>
    /// <param name="text">The text.</param>
    public new void WriteWarning(string text) => Post(() => base.WriteWarning(text));

    /// <summary>Writes a decision that was taken.</summary>
    /// <param name="text">The text.</param>
    public new void WriteVerbose(string text) => Post(() => base.WriteVerbose(text));

    /// <summary>Writes a detail for who looks for a defect.</summary>
    /// <param name="text">The text.</param>
    public new void WriteDebug(string text) => Post(() => base.WriteDebug(text));

    /// <summary>Writes a milestone.</summary>
    /// <param name="messageData">The text or object.</param>
    /// <param name="tags">What -InformationVariable can be filtered by.</param>
    public new void WriteInformation(object messageData, params string[] tags) => Post(() => base.WriteInformation(messageData, tags));

    /// <summary>Writes how far the work is. The record is copied: the caller may go on changing it.</summary>
    /// <param name="progressRecord">The record.</param>
    public new void WriteProgress(ProgressRecord progressRecord)
    {
        ArgumentNullException.ThrowIfNull(progressRecord);
        var copy = new ProgressRecord(progressRecord.ActivityId, progressRecord.Activity, progressRecord.StatusDescription)
        {
            ParentActivityId = progressRecord.ParentActivityId,
            PercentComplete = progressRecord.PercentComplete,
            SecondsRemaining = progressRecord.SecondsRemaining,
            CurrentOperation = progressRecord.CurrentOperation,
            RecordType = progressRecord.RecordType,
        };
        Post(() => base.WriteProgress(copy));
    }

    /// <summary>Asks whether the action may be done, under -WhatIf and -Confirm.</summary>
    /// <param name="target">What the action is done to.</param>
    public new bool ShouldProcess(string target) => OnPipeline(() => base.ShouldProcess(target));

    /// <summary>Asks whether the action may be done, under -WhatIf and -Confirm.</summary>
    /// <param name="target">What the action is done to.</param>
    /// <param name="action">The action.</param>
    public new bool ShouldProcess(string target, string action) => OnPipeline(() => base.ShouldProcess(target, action));

    /// <summary>Asks whether the action may be done, under -WhatIf and -Confirm.</summary>
    /// <param name="verboseDescription">What -WhatIf and -Verbose say.</param>
    /// <param name="verboseWarning">The question.</param>
    /// <param name="caption">The question's heading.</param>
    public new bool ShouldProcess(string verboseDescription, string verboseWarning, string caption) =>
        OnPipeline(() => base.ShouldProcess(verboseDescription, verboseWarning, caption));

    /// <summary>Asks a question that -Confirm:$false does not answer.</summary>
    /// <param name="query">The question.</param>
    /// <param name="caption">Its heading.</param>
    public new bool ShouldContinue(string query, string caption)
    {
        Confirmation.EnsureCanAsk(this, caption);
        return OnPipeline(() => base.ShouldContinue(query, caption));
    }

    /// <summary>Ends the command with this error. Throwing is the usual way; this is for a record that is already made.</summary>
    /// <param name="errorRecord">The error.</param>
    public new void ThrowTerminatingError(ErrorRecord errorRecord) => OnPipeline<object?>(() =>
    {
        base.ThrowTerminatingError(errorRecord);
        return null;
    });

    /// <summary>Runs on the pipeline thread what needs the session: script blocks, variables, paths. The answer or the error comes back here.</summary>
    /// <typeparam name="T">The answer's type.</typeparam>
    /// <param name="function">What to run.</param>
    protected internal Task<T> OnPipelineAsync<T>(Func<T> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        return _pump is { } pump ? pump.InvokeAsync(function) : Task.FromResult(function());
    }

    /// <summary>Runs once, before the first input object.</summary>
    /// <param name="cancellationToken">Cancelled by Ctrl-C and when the pipeline ends.</param>
    protected virtual Task BeginProcessingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Runs for each input object; once when there is no pipeline input.</summary>
    /// <param name="cancellationToken">Cancelled by Ctrl-C and when the pipeline ends.</param>
    protected abstract Task ProcessRecordAsync(CancellationToken cancellationToken);

    /// <summary>Runs once, after the last input object.</summary>
    /// <param name="cancellationToken">Cancelled by Ctrl-C and when the pipeline ends.</param>
    protected virtual Task EndProcessingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    protected sealed override void Begin() => Run(BeginProcessingAsync);

    /// <inheritdoc/>
    protected sealed override void Process() => Run(ProcessRecordAsync);

    /// <inheritdoc/>
    protected sealed override void End() => Run(EndProcessingAsync);

    /// <summary>Called by PowerShell on a thread of its own; nothing but the token is touched here.</summary>
    protected sealed override void StopProcessing()
    {
        try
        {
            _ = _stopping.CancelAsync();
        }
        catch (ObjectDisposedException)
        {
            // The stop came when the command had just ended.
        }
    }

    /// <summary>Releases what the cmdlet holds, also when it was stopped.</summary>
    /// <param name="disposing">True when called by <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _stopping.Dispose();
        }
    }

    private void Run(Func<CancellationToken, Task> work)
    {
        using var pump = new PipelinePump(CleanupTimeout);
        _pump = pump;
        pump.Run(work, _stopping.Token);
    }

    private void Post(Action write)
    {
        if (_pump is { } pump)
        {
            pump.Post(write);
        }
        else
        {
            write();
        }
    }

    private T OnPipeline<T>(Func<T> function) => OnPipelineAsync(function).GetAwaiter().GetResult();
}
