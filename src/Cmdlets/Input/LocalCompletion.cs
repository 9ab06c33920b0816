using System.Collections;
using System.Management.Automation;
using SchemaMigrate.Projects;

namespace SchemaMigrate.Cmdlets.Input;

/// <summary>What all completers share: they look at the project's files only, never connect, never ask, give up quickly, and swallow errors.</summary>
internal static class LocalCompletion
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(400);

    /// <summary>Completes from the project of the current location or of -ProjectPath.</summary>
    public static IEnumerable<CompletionResult> From(
        IDictionary boundParameters, Func<string, CancellationToken, Task<IEnumerable<CompletionResult>>> complete)
    {
        try
        {
            var start = boundParameters?["ProjectPath"] as string ?? CurrentLocation();
            if (ProjectLocator.TryFind(start) is not { } root)
            {
                return [];
            }

            using var patience = new CancellationTokenSource(Patience);
            var found = Task.Run(() => complete(root, patience.Token), patience.Token);
            return found.Wait(Patience) ? found.Result.ToList() : [];
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // A key press is no place for an error.
            return [];
        }
    }

    // The runspace is busy while somebody types (the prompt runs in it), and its session state then refuses; a nested script is welcome.
    private static string CurrentLocation()
    {
        using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        return (string)shell.AddScript("$ExecutionContext.SessionState.Path.CurrentFileSystemLocation.ProviderPath").Invoke()[0].BaseObject;
    }

    /// <summary>A value as it must be typed.</summary>
    public static string Quote(string value) =>
        value.All(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '-' or '.')
            ? value
            : "'" + value.Replace("'", "''", StringComparison.Ordinal) + "'";
}
