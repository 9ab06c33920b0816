using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;

namespace SchemaMigrate.PsHost;

/// <summary>Runs one script file or one command text in a fresh runspace and says with which code the process should end.</summary>
internal sealed class ScriptRun : IDisposable
{
    public const int UsageExitCode = 64;
    private const int FailureExitCode = 1;
    private const int InterruptedExitCode = 130;
    private const string SuccessVariable = "PsHostLastStatementSucceeded";

    private readonly CommandLine _commandLine;
    private readonly ScriptHost _host;
    private readonly Runspace _runspace;
    private Pipeline? _pipeline;
    private volatile bool _interrupted;

    public ScriptRun(CommandLine commandLine)
    {
        _commandLine = commandLine;
        _host = new ScriptHost(new ScriptHostUI(commandLine.NonInteractive, commandLine.ShowProgress));
        var state = InitialSessionState.CreateDefault2();
        state.ThreadOptions = PSThreadOptions.UseCurrentThread;
        _runspace = RunspaceFactory.CreateRunspace(_host, state);
    }

    public int Execute()
    {
        Console.CancelKeyPress += OnInterrupt;
        try
        {
            if (_commandLine.WorkingDirectory is { } folder)
            {
                Environment.CurrentDirectory = folder;
            }

            _runspace.Open();
            LetExitEndTheHost();
            return _commandLine.File is { } file ? RunFile(file) : RunText(_commandLine.Command!);
        }
        finally
        {
            Console.CancelKeyPress -= OnInterrupt;
        }
    }

    public void Dispose() => _runspace.Dispose();

    private int RunFile(string file)
    {
        var path = Path.GetFullPath(file);
        if (!File.Exists(path))
        {
            _host.UI.WriteErrorLine($"The script '{file}' does not exist.");
            return UsageExitCode;
        }

        var command = new Command(path, isScript: false, useLocalScope: false);
        foreach (var parameter in ScriptArguments.Convert(_commandLine.Arguments))
        {
            command.Parameters.Add(parameter);
        }

        return Run(command);
    }

    private int RunText(string text)
    {
        // As pwsh -Command: the last statement's success decides. Outside of the text $? would only speak of the text as a whole.
        var code = Run(new Command($"{text}\n$global:{SuccessVariable} = $?", isScript: true, useLocalScope: false));
        return code == 0 && _runspace.SessionStateProxy.GetVariable(SuccessVariable) is false ? FailureExitCode : code;
    }

    private int Run(Command command)
    {
        using var pipeline = _runspace.CreatePipeline();
        _pipeline = pipeline;
        command.MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
        pipeline.Commands.Add(command);
        pipeline.Commands.Add(new Command("Out-Default"));
        try
        {
            if (!_interrupted)
            {
                pipeline.Invoke();
            }
        }
        catch (PipelineStoppedException)
        {
            // The user stopped it, or the script called exit: both are answered below.
        }
        catch (RuntimeException e)
        {
            Report(e.ErrorRecord);
            return FailureExitCode;
        }
        finally
        {
            _pipeline = null;
        }

        return _interrupted ? InterruptedExitCode : _host.ExitCode ?? 0;
    }

    private void Report(ErrorRecord error)
    {
        using var pipeline = _runspace.CreatePipeline();
        var output = new Command("Out-Default");
        var record = PSObject.AsPSObject(error);
        // Out-Default shows a record as an error, and not as a list of its properties, only with this mark (ConsoleHost sets it too).
        record.Properties.Add(new PSNoteProperty("writeErrorStream", true));
        pipeline.Commands.Add(output);
        pipeline.Invoke(new[] { record });
    }

    private void OnInterrupt(object? sender, ConsoleCancelEventArgs e)
    {
        e.Cancel = true;
        _interrupted = true;
        _pipeline?.StopAsync();
    }

    /// <summary>
    /// A script run as a command only sets LASTEXITCODE on <c>exit</c>, which a native program sets too. pwsh -File tells the engine to
    /// pass the exit on to the host; that switch is not public.
    /// </summary>
    private void LetExitEndTheHost()
    {
        const BindingFlags any = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        var context = typeof(Runspace).GetProperty("ExecutionContext", any)!.GetValue(_runspace)!;
        context.GetType().GetProperty("ScriptCommandProcessorShouldRethrowExit", any)!.SetValue(context, true);
    }
}
