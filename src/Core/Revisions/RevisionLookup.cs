using System.Globalization;

namespace SchemaMigrate.Revisions;

/// <summary>Finds a revision by its id or the beginning of it.</summary>
internal sealed class RevisionLookup(RevisionGraph graph)
{
    /// <summary>The node meant. A whole id always wins over one that merely begins with it.</summary>
    public int Find(string text, string selector)
    {
        if (graph.Find(text) is { } exact)
        {
            return exact;
        }

        var candidates = Enumerable.Range(0, graph.Count).Where(node => graph[node].Id.StartsWith(text, StringComparison.Ordinal)).ToList();
        if (text.Length < RevisionId.MinPrefixLength && candidates.Count > 0)
        {
            throw Fail(RevisionErrors.AmbiguousRevision, string.Create(CultureInfo.InvariantCulture, $"the beginning of an id must have {RevisionId.MinPrefixLength} characters or more. These begin with '{text}':"), candidates);
        }

        return candidates switch
        {
            [var single] => single,
            [] => throw Fail(RevisionErrors.UnknownRevision, Unknown(text), []),
            _ => throw Fail(RevisionErrors.AmbiguousRevision, $"several revisions begin with '{text}':", candidates),
        };

        TargetException Fail(Errors.ErrorDefinition definition, string why, List<int> nodes) =>
            new(definition, $"The target '{selector}' cannot be followed: {why}", [.. nodes.Select(node => graph[node])]);
    }

    private string Unknown(string text) =>
        graph.AllLabels().Contains(text, StringComparer.Ordinal)
            ? $"'{text}' is a branch label, not a revision; write {text}@head."
            : $"no revision has the id '{text}' or begins with it.{NearestName.Hint(text, graph.Ids.Concat(RevisionId.ReservedWords))}";
}
