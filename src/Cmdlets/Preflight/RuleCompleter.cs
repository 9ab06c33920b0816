using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using SchemaMigrate.Preflight;

namespace SchemaMigrate.Cmdlets;

/// <summary>Completes rule ids, by id or by a word of the title.</summary>
public sealed class RuleCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var word = (wordToComplete ?? "").Trim('\'', '"');
        return RuleCatalog.Rules
            .Where(rule => rule.Id.StartsWith(word, StringComparison.OrdinalIgnoreCase) || rule.Title.Contains(word, StringComparison.OrdinalIgnoreCase))
            .Select(rule => new CompletionResult(rule.Id, $"{rule.Id} {rule.Title}", CompletionResultType.ParameterValue, rule.Hazard));
    }
}
