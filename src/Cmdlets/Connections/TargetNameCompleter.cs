using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using SchemaMigrate.Cmdlets.Input;
using SchemaMigrate.Projects;

namespace SchemaMigrate.Cmdlets;

/// <summary>Completes names of targets from schemamigrate.json. Reads files only, and never fails.</summary>
public sealed class TargetNameCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var word = (wordToComplete ?? "").Trim('\'', '"');
        return LocalCompletion.From(
            fakeBoundParameters,
            async (root, token) => (await Project.LoadAsync(root, token)).Settings.Targets.Keys
                .Where(name => name.StartsWith(word, StringComparison.OrdinalIgnoreCase))
                .Order(StringComparer.OrdinalIgnoreCase)
                .Select(name => new CompletionResult(LocalCompletion.Quote(name), name, CompletionResultType.ParameterValue, name)));
    }
}
