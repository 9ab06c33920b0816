using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace SchemaMigrate.PsHost;

/// <summary>
/// Writes to the console the way pwsh does: output, warnings, verbose and debug on standard output, errors on standard error, colour
/// only on a terminal.
/// </summary>
internal sealed class ScriptHostUI(bool nonInteractive, bool showProgress) : PSHostUserInterface
{
    private readonly ConsolePrompt _prompt = new(nonInteractive);
    private readonly Dictionary<int, string> _lastProgress = [];

    public override PSHostRawUserInterface RawUI { get; } = new ScriptHostRawUI();

    public override bool SupportsVirtualTerminal => !Console.IsOutputRedirected;

    public override void Write(string value) => Console.Out.Write(Plain(value, Console.IsOutputRedirected));

    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => Write(value);

    public override void WriteLine(string value) => Console.Out.WriteLine(Plain(value, Console.IsOutputRedirected));

    public override void WriteErrorLine(string value) => Coloured(Console.Error, Console.IsErrorRedirected, PSStyle.Instance.Formatting.Error, value);

    public override void WriteWarningLine(string message) =>
        Coloured(Console.Out, Console.IsOutputRedirected, PSStyle.Instance.Formatting.Warning, $"WARNING: {message}");

    public override void WriteVerboseLine(string message) =>
        Coloured(Console.Out, Console.IsOutputRedirected, PSStyle.Instance.Formatting.Verbose, $"VERBOSE: {message}");

    public override void WriteDebugLine(string message) =>
        Coloured(Console.Out, Console.IsOutputRedirected, PSStyle.Instance.Formatting.Debug, $"DEBUG: {message}");

    public override void WriteProgress(long sourceId, ProgressRecord record)
    {
        if (!showProgress)
        {
            return;
        }

        var percent = record.PercentComplete < 0 ? string.Empty : string.Create(CultureInfo.InvariantCulture, $" {record.PercentComplete}%");
        var state = record.RecordType == ProgressRecordType.Completed ? "completed" : $"{record.StatusDescription}{percent} {record.CurrentOperation}".TrimEnd();
        var line = $"PROGRESS: [{record.ActivityId}<{record.ParentActivityId}] {record.Activity}: {state}";
        if (!_lastProgress.TryGetValue(record.ActivityId, out var last) || last != line)
        {
            _lastProgress[record.ActivityId] = line;
            Console.Error.WriteLine(line);
        }
    }

    public override string ReadLine() => _prompt.ReadLine();

    public override SecureString ReadLineAsSecureString() => _prompt.ReadSecret();

    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) =>
        _prompt.Fields(caption, message, descriptions);

    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice) =>
        _prompt.Choice(caption, message, choices, defaultChoice);

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) =>
        _prompt.Credential(caption, message, userName);

    public override PSCredential PromptForCredential(
        string caption, string message, string userName, string targetName, PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options) =>
        _prompt.Credential(caption, message, userName);

    private static void Coloured(TextWriter writer, bool redirected, string colour, string text) =>
        writer.WriteLine(redirected ? Plain(text, redirected) : $"{colour}{text}{PSStyle.Instance.Reset}");

    /// <summary>The engine leaves escape codes in the text; only a terminal may see them.</summary>
    private static string Plain(string value, bool redirected) => GetOutputString(value, !redirected);
}
