using System.Management.Automation.Host;

namespace SchemaMigrate.Cmdlets.Pipeline;

/// <summary>What can be known about the program that hosts the session.</summary>
internal static class SessionHost
{
    /// <summary>The shortest spelling that pwsh takes for -NonInteractive.</summary>
    private const string NonInteractive = "-noni";
    private static readonly string[] EndOfSwitches = ["-c", "-command", "-f", "-file", "-e", "-ec", "-encodedcommand", "-cwa", "-commandwithargs"];

    /// <summary>False when a prompt could not be answered by a person.</summary>
    public static bool CanAsk(PSHost? host) => host?.Name switch
    {
        // A runspace that somebody's program made without a host of its own.
        null or "Default Host" => false,
        "ConsoleHost" => !Console.IsInputRedirected && !SaysNonInteractive(Environment.GetCommandLineArgs()),

        // Editors, remoting and other hosts ask in their own window.
        _ => true,
    };

    /// <summary>True when pwsh was started with -NonInteractive. What follows the script's name belongs to the script.</summary>
    public static bool SaysNonInteractive(IEnumerable<string> commandLine) =>
        commandLine
            .Skip(1)
            .Select(word => word.StartsWith("--", StringComparison.Ordinal) ? word[1..] : word.StartsWith('/') ? "-" + word[1..] : word)
            .TakeWhile(word => !EndOfSwitches.Contains(word, StringComparer.OrdinalIgnoreCase))
            .Any(word => word.StartsWith(NonInteractive, StringComparison.OrdinalIgnoreCase)
                && "-noninteractive".StartsWith(word, StringComparison.OrdinalIgnoreCase));
}
