using System.Collections.Concurrent;
using System.Management.Automation;
using SchemaMigrate.Errors;

namespace SchemaMigrate.Tests.Cmdlets;

public sealed class AsyncCmdletTests : IDisposable
{
    private readonly ScriptSession _session = new();

    public void Dispose() => _session.Dispose();

    [Fact]
    public void Objects_written_from_many_threads_all_arrive()
    {
        var output = Invoke((cmdlet, token) => Task.WhenAll(Enumerable.Range(0, 8).Select(worker => Task.Run(
            () =>
            {
                for (var i = 0; i < 500; i++)
                {
                    cmdlet.WriteObject((worker * 500) + i);
                }
            },
            token))));

        Assert.Equal(Enumerable.Range(0, 4000), output.Cast<int>().Order());
    }

    [Fact]
    public void Objects_of_one_thread_keep_their_order_between_streams()
    {
        using var shell = Work("Invoke-Work $work -Verbose 4>&1", async (cmdlet, token) =>
        {
            await Task.Yield();
            for (var i = 0; i < 200; i++)
            {
                cmdlet.WriteObject($"{i}");
                cmdlet.WriteVerbose($"{i}");
            }
        });

        var output = shell.Invoke().Select(item => item.BaseObject is VerboseRecord record ? $"v{record.Message}" : (string)item.BaseObject);

        Assert.Equal(Enumerable.Range(0, 200).SelectMany(i => new[] { $"{i}", $"v{i}" }), output);
    }

    [Fact]
    public void Every_stream_can_be_written_from_another_thread()
    {
        using var shell = Work("Invoke-Work $work -Verbose -Debug -ErrorAction Continue", async (cmdlet, token) =>
        {
            await Task.Delay(10, token);
            cmdlet.WriteWarning("warning");
            cmdlet.WriteVerbose("verbose");
            cmdlet.WriteDebug("debug");
            cmdlet.WriteInformation("information", "tag");
            cmdlet.WriteError(new ErrorRecord(new InvalidOperationException("error"), "Some", ErrorCategory.InvalidData, null));
            cmdlet.WriteFailure(new MigrationException(new ErrorDefinition("OneOfMany", ErrorKind.InvalidData, "act"), "failure"));
            cmdlet.WriteProgress(new ProgressRecord(7, "activity", "status"));
        });

        shell.Invoke();

        Assert.Equal("warning", Assert.Single(shell.Streams.Warning).Message);
        Assert.Equal("verbose", Assert.Single(shell.Streams.Verbose).Message);
        Assert.Equal("debug", Assert.Single(shell.Streams.Debug).Message);
        Assert.Equal(["tag"], Assert.Single(shell.Streams.Information).Tags);
        Assert.Equal(["error", "failure"], shell.Streams.Error.Select(error => error.Exception.Message));
        Assert.Equal(7, Assert.Single(shell.Streams.Progress).ActivityId);
    }

    [Fact]
    public void A_progress_record_that_is_changed_after_writing_is_shown_as_it_was()
    {
        using var shell = Work("Invoke-Work $work", async (cmdlet, token) =>
        {
            await Task.Yield();
            var record = new ProgressRecord(1, "activity", "status");
            for (var i = 0; i <= 100; i++)
            {
                record.PercentComplete = i;
                cmdlet.WriteProgress(record);
            }
        });

        shell.Invoke();

        Assert.Equal(Enumerable.Range(0, 101), shell.Streams.Progress.Select(record => record.PercentComplete));
    }

    [Fact]
    public void A_slow_consumer_slows_the_work_down()
    {
        var written = 0;
        var lead = new ConcurrentQueue<int>();
        using var shell = Work("$seen = 0; Invoke-Work $work | ForEach-Object { $seen++; if ($seen % 500 -eq 1) { & $look $seen } }", async (cmdlet, token) =>
        {
            await Task.Yield();
            for (var i = 0; i < 3000; i++)
            {
                cmdlet.WriteObject(i);
                Interlocked.Increment(ref written);
            }
        });
        shell.Runspace.SessionStateProxy.SetVariable("look", ScriptBlock.Create("param($n) $lookAt.Invoke($n)"));
        shell.Runspace.SessionStateProxy.SetVariable("lookAt", (Action<int>)(seen =>
        {
            Thread.Sleep(100);
            lead.Enqueue(Volatile.Read(ref written) - seen);
        }));

        shell.Invoke();

        Assert.Equal(3000, written);
        Assert.InRange(lead.Max(), 1, 300);
    }

    [Fact]
    public void Session_work_runs_on_the_pipeline_thread_and_its_error_comes_back_to_the_caller()
    {
        var output = Invoke(async (cmdlet, token) =>
        {
            await Task.Delay(1, token);
            var elsewhere = Environment.CurrentManagedThreadId;
            var (thread, value) = await cmdlet.OnSession(() => (Environment.CurrentManagedThreadId, cmdlet.InvokeCommand.InvokeScript("6 * 7").Single().BaseObject));
            cmdlet.WriteObject(value);
            cmdlet.WriteObject(thread != elsewhere);
            try
            {
                await cmdlet.OnSession(() => cmdlet.InvokeCommand.InvokeScript("throw 'from the script'"));
            }
            catch (RuntimeException e)
            {
                cmdlet.WriteObject(e.Message);
            }
        });

        Assert.Equal([42, true, "from the script"], output);
    }

    [Fact]
    public void An_error_that_a_preference_makes_terminating_in_session_work_comes_back_to_the_caller_too()
    {
        var output = Invoke(async (cmdlet, token) =>
        {
            await Task.Yield();
            try
            {
                await cmdlet.OnSession(() => cmdlet.InvokeCommand.InvokeScript("$ErrorActionPreference = 'Stop'; Import-Module ./no/such/module"));
            }
            catch (RuntimeException e)
            {
                cmdlet.WriteObject($"caught {e is ActionPreferenceStopException}");
            }
        });

        Assert.Equal(["caught True"], output);
    }

    [Fact]
    public void Asynchronous_cmdlets_can_be_chained()
    {
        using var shell = Work("Invoke-Work $work | Invoke-Work $next", async (cmdlet, token) =>
        {
            foreach (var i in Enumerable.Range(1, 1000))
            {
                await Task.Yield();
                cmdlet.WriteObject(i);
            }
        });
        shell.Runspace.SessionStateProxy.SetVariable("next", (Func<InvokeWorkCommand, CancellationToken, Task>)(async (cmdlet, token) =>
        {
            await Task.Yield();
            cmdlet.WriteObject((int)((PSObject)cmdlet.InputObject!).BaseObject * 2);
        }));

        Assert.Equal(Enumerable.Range(1, 1000).Select(i => i * 2), shell.Invoke().Select(item => (int)item.BaseObject));
    }

    [Fact]
    public async Task Writing_after_the_work_has_ended_does_no_harm()
    {
        var late = new TaskCompletionSource<Exception?>();
        Invoke((cmdlet, token) =>
        {
            _ = Task.Run(
                async () =>
                {
                    await Task.Delay(300, CancellationToken.None);
                    late.SetResult(Record.Exception(() => cmdlet.WriteProgress(new ProgressRecord(1, "late", "late"))));
                },
                CancellationToken.None);
            return Task.CompletedTask;
        });

        Assert.Null(await late.Task);
    }

    private object?[] Invoke(Func<InvokeWorkCommand, CancellationToken, Task> work)
    {
        using var shell = Work("Invoke-Work $work", work);
        return [.. shell.Invoke().Select(item => item?.BaseObject)];
    }

    private PowerShell Work(string script, Func<InvokeWorkCommand, CancellationToken, Task> work)
    {
        var shell = _session.Start(script);
        shell.Runspace.SessionStateProxy.SetVariable("work", work);
        return shell;
    }
}
