using System.Text.RegularExpressions;

namespace SchemaMigrate.Catalog;

/// <summary>Looks for names in texts.</summary>
internal static class Words
{
    public static bool Contains(string? text, string word) =>
        text is not null && text.Contains(word, StringComparison.OrdinalIgnoreCase)
        && Regex.IsMatch(text, $@"(?<![\w$]){Regex.Escape(word)}(?![\w$])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
}
