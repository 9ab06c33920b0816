using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using SchemaMigrate.Cmdlets.Input;
using SchemaMigrate.Projects;
using SchemaMigrate.Revisions;

namespace SchemaMigrate.Cmdlets;

/// <summary>Completes revision ids and the words for targets from the files of the project.</summary>
public sealed class RevisionCompleter : IArgumentCompleter
{
    private static readonly string[] Words = ["head", "heads", "base", "+1", "-1"];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var word = (wordToComplete ?? "").Trim('\'', '"');
        return LocalCompletion.From(fakeBoundParameters, async (root, token) =>
        {
            var project = await Project.LoadAsync(root, token);
            var directory = await RevisionDirectory.LoadAsync(project.RevisionsPath, token);
            var ids = directory.Revisions.Reverse()
                .Where(revision => revision.Id.StartsWith(word, StringComparison.OrdinalIgnoreCase) || revision.Message.Contains(word, StringComparison.OrdinalIgnoreCase))
                .Select(revision => new CompletionResult(
                    LocalCompletion.Quote(revision.Id), $"{revision.Id} {revision.Message}", CompletionResultType.ParameterValue, revision.Message));
            var words = Words.Where(candidate => candidate.StartsWith(word, StringComparison.Ordinal))
                .Select(candidate => new CompletionResult(candidate, candidate, CompletionResultType.ParameterValue, candidate));
            return word.Length == 0 ? words.Concat(ids) : ids.Concat(words);
        });
    }
}
