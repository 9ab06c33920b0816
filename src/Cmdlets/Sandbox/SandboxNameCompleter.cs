using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using SchemaMigrate.Cmdlets.Input;
using SchemaMigrate.Sandbox;

namespace SchemaMigrate.Cmdlets;

/// <summary>Completes names of running sandboxes.</summary>
public sealed class SandboxNameCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        try
        {
            return [.. SandboxServer.FindRunning()
                .Select(sandbox => sandbox.Name)
                .Where(name => name.StartsWith(wordToComplete ?? "", StringComparison.OrdinalIgnoreCase))
                .Order(StringComparer.Ordinal)
                .Select(name => new CompletionResult(LocalCompletion.Quote(name), name, CompletionResultType.ParameterValue, name))];
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return [];
        }
    }
}
