using System.Diagnostics;
using System.Management.Automation;
using SchemaMigrate.Errors;

namespace SchemaMigrate.Tests.Cmdlets;

public sealed class StoppingTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly ScriptSession _session = new();
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _cleaned = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Dispose() => _session.Dispose();

    [Fact]
    public async Task A_stop_cancels_the_work_and_waits_for_its_rollback()
    {
        using var shell = Work("Invoke-Work $work -Verbose", EndlessWithSlowCleanup);
        var run = shell.BeginInvoke();
        await _started.Task.WaitAsync(Patience);

        shell.Stop();

        Assert.True(_cleaned.Task.IsCompletedSuccessfully);
        Assert.Equal(PSInvocationState.Stopped, shell.InvocationStateInfo.State);
        Assert.Throws<PipelineStoppedException>(() => shell.EndInvoke(run));
        Assert.Empty(shell.Streams.Error);
    }

    [Fact]
    public async Task Work_that_does_not_listen_is_left_behind_after_its_time()
    {
        using var release = new ManualResetEventSlim();
        using var shell = Work("Invoke-Work $work -Cleanup 00:00:00.3", (cmdlet, token) =>
        {
            _started.SetResult();
            release.Wait(Patience, CancellationToken.None);
            cmdlet.WriteObject("nobody listens");
            _cleaned.SetResult();
            return Task.CompletedTask;
        });
        _ = shell.BeginInvoke();
        await _started.Task.WaitAsync(Patience);

        var clock = Stopwatch.StartNew();
        shell.Stop();

        Assert.InRange(clock.Elapsed, TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(5));
        Assert.False(_cleaned.Task.IsCompleted);
        release.Set();
        await _cleaned.Task.WaitAsync(Patience);
    }

    [Fact]
    public async Task A_stop_releases_work_that_waits_for_room_in_a_full_queue()
    {
        using var blocked = new ManualResetEventSlim();
        using var shell = Work("Invoke-Work $work | ForEach-Object { $wait.Invoke() }", async (cmdlet, token) =>
        {
            await Task.Yield();
            for (var i = 0; i < 10_000; i++)
            {
                cmdlet.WriteObject(i);
                token.ThrowIfCancellationRequested();
            }
        });
        shell.Runspace.SessionStateProxy.SetVariable("wait", (Action)(() =>
        {
            _started.TrySetResult();
            blocked.Wait(TimeSpan.FromMilliseconds(300));
        }));
        _ = shell.BeginInvoke();
        await _started.Task.WaitAsync(Patience);

        await Task.Run(shell.Stop).WaitAsync(Patience);

        Assert.Equal(PSInvocationState.Stopped, shell.InvocationStateInfo.State);
    }

    [Fact]
    public void A_satisfied_consumer_ends_the_work_cleanly()
    {
        using var shell = Work("Invoke-Work $work -Verbose | Select-First; 'the script goes on'", EndlessWithSlowCleanup);

        var output = shell.Invoke().Select(item => item.BaseObject);

        Assert.Equal(["tick", "the script goes on"], output);
        Assert.True(_cleaned.Task.IsCompletedSuccessfully);
        Assert.Empty(shell.Streams.Error);
    }

    [Fact]
    public void Break_in_a_consumer_ends_the_work_cleanly()
    {
        using var shell = Work("foreach ($once in 1) { Invoke-Work $work | ForEach-Object { $_; break } }; 'the script goes on'", EndlessWithSlowCleanup);

        Assert.Equal(["tick", "the script goes on"], shell.Invoke().Select(item => item.BaseObject));
        Assert.True(_cleaned.Task.IsCompletedSuccessfully);
    }

    [Fact]
    public void ErrorAction_Stop_turns_the_first_error_into_the_end_of_the_work()
    {
        using var shell = Work("Invoke-Work $work -ErrorAction Stop", async (cmdlet, token) =>
        {
            await Task.Yield();
            cmdlet.WriteError(new ErrorRecord(new InvalidOperationException("first"), "First", ErrorCategory.InvalidData, null));
            await EndlessWithSlowCleanup(cmdlet, token);
        });

        var error = Assert.Throws<ActionPreferenceStopException>(() => shell.Invoke()).ErrorRecord;

        Assert.StartsWith("First,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.True(_cleaned.Task.IsCompletedSuccessfully);
    }

    [Fact]
    public void An_error_of_the_consumer_is_the_error_even_when_the_rollback_fails_too()
    {
        using var shell = Work("Invoke-Work $work | ForEach-Object { throw 'consumer' }", async (cmdlet, token) =>
        {
            try
            {
                await EndlessWithSlowCleanup(cmdlet, token);
            }
            catch (OperationCanceledException)
            {
                throw new MigrationException(new ErrorDefinition("Later", ErrorKind.InvalidData, "nothing"), "the rollback failed");
            }
        });

        Assert.Equal("consumer", Assert.ThrowsAny<RuntimeException>(() => shell.Invoke()).Message);
        Assert.True(_cleaned.Task.IsCompletedSuccessfully);
    }

    private async Task EndlessWithSlowCleanup(InvokeWorkCommand cmdlet, CancellationToken token)
    {
        try
        {
            while (true)
            {
                cmdlet.WriteObject("tick");
                _started.TrySetResult();
                await Task.Delay(5, token);
            }
        }
        finally
        {
            await Task.Delay(300, CancellationToken.None);
            cmdlet.WriteVerbose("rolled back");
            _cleaned.TrySetResult();
        }
    }

    private PowerShell Work(string script, Func<InvokeWorkCommand, CancellationToken, Task> work)
    {
        var shell = _session.Start(script);
        shell.Runspace.SessionStateProxy.SetVariable("work", work);
        return shell;
    }
}
