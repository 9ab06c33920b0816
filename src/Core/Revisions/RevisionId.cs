using System.Buffers;

namespace SchemaMigrate.Revisions;

/// <summary>The rules for revision ids and branch labels.</summary>
public static class RevisionId
{
    /// <summary>The longest id, in characters.</summary>
    public const int MaxLength = 64;

    /// <summary>The shortest beginning of an id that selects it; fewer characters are too easily something else.</summary>
    public const int MinPrefixLength = 4;

    /// <summary>What an id may look like, for messages.</summary>
    internal const string Rule = "1 to 64 letters, digits, '_' or '.'";

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.");

    /// <summary>Words that selectors give a meaning; no revision and no label may have one as its name.</summary>
    public static IReadOnlyList<string> ReservedWords { get; } = ["head", "heads", "base", "current"];

    /// <summary>Whether the text is 1 to 64 characters of <c>[A-Za-z0-9_.]</c> and not a reserved word in any case.</summary>
    /// <param name="text">The id or label.</param>
    public static bool IsValid(ReadOnlySpan<char> text) => HasValidShape(text) && !IsReserved(text);

    /// <summary>Whether the text is a reserved word, in any case.</summary>
    /// <param name="text">The id or label.</param>
    public static bool IsReserved(ReadOnlySpan<char> text)
    {
        foreach (var word in ReservedWords)
        {
            if (text.Equals(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    internal static bool HasValidShape(ReadOnlySpan<char> text) =>
        text.Length is > 0 and <= MaxLength && !text.ContainsAnyExcept(Allowed);
}
