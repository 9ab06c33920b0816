using SchemaMigrate.PsHost;

// Must be set before the engine's first type is touched.
Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");

CommandLine commandLine;
try
{
    commandLine = CommandLine.Parse(args);
}
catch (FormatException e)
{
    await Console.Error.WriteLineAsync(e.Message).ConfigureAwait(false);
    await Console.Error.WriteLineAsync(CommandLine.Usage).ConfigureAwait(false);
    return ScriptRun.UsageExitCode;
}

using var run = new ScriptRun(commandLine);
return run.Execute();
