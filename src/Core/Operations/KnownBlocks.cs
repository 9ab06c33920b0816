using System.Text.RegularExpressions;

namespace SchemaMigrate.Operations;

/// <summary>
/// Recognises the PL/pgSQL blocks that operations put together, by every character of their text but the literals in the places of their
/// placeholders. What such a block runs is known, although its text does not show it; a comment or a name could be forged, this cannot.
/// </summary>
internal static class KnownBlocks
{
    private const string Literal = @"(?: ?E'(?:[^'\\]|''|\\.)*'|'(?:[^']|'')*')";

    // The name of a function of ours, with or without its schema.
    private const string Name = """(?:(?:"(?:[^"]|"")+"|[a-z_][a-z0-9_]*)\.)?(?:"zz_(?:[^"]|"")+"|zz_[a-z0-9_]+)""";

    private static readonly Lazy<Regex[]> Templates = new(() => [.. Read()]);

    /// <summary>Whether a body is one of ours.</summary>
    /// <param name="body">The text within the dollar quotes.</param>
    public static bool Contain(string body) =>
        body.Contains("pg_catalog.", StringComparison.Ordinal) && Array.Exists(Templates.Value, template => template.IsMatch(body));

    private static IEnumerable<Regex> Read()
    {
        var assembly = typeof(KnownBlocks).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith("Operations/", StringComparison.Ordinal) && name.EndsWith(".sql", StringComparison.Ordinal)))
        {
            var text = CatalogBlock.Fill(name["Operations/".Length..^".sql".Length]);
            if (text.StartsWith("DECLARE", StringComparison.Ordinal) || text.StartsWith("BEGIN", StringComparison.Ordinal))
            {
                // Placeholders hold nothing that Escape changes; what only looks like one, as in [0:n], stays as it is.
                var pattern = Regex.Replace(Regex.Escape(text), @"(?<!:):[a-z]+\b|\\\$[a-z]+\\\$", match => match.Value[0] == '\\' ? Name : $"(?:{Literal}|{match.Value})");
                yield return new Regex(@"\A\s*" + pattern + @"\s*\z", RegexOptions.CultureInvariant);
            }
        }
    }
}
