using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace SchemaMigrate.Connections;

/// <summary>
/// Makes text that comes from a database (messages, names, queries) safe for terminals and build logs, which act on what they read: ANSI
/// escapes, <c>##vso[…]</c> of Azure DevOps, <c>::error</c> of GitHub, <c>##teamcity[…]</c>.
/// </summary>
public static partial class LogText
{
    /// <summary>Neutralises a text of several lines. Line ends become \n; tabs stay.</summary>
    /// <param name="text">Text from anywhere.</param>
    public static string Neutralise(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var plain = new StringBuilder(text.Length);
        foreach (var rune in Ansi().Replace(LineEnd().Replace(text, "\n"), "").EnumerateRunes())
        {
            if (IsHarmless(rune))
            {
                plain.Append(rune.ToString());
            }
            else
            {
                plain.Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:X}}}");
            }
        }

        return LineCommand().Replace(AnywhereCommand().Replace(plain.ToString(), "# #"), "${blank}: :");
    }

    /// <summary>Neutralises a text and puts it on one line, cut at a length.</summary>
    /// <param name="text">Text from anywhere.</param>
    /// <param name="maxLength">The longest result in UTF-16 units, at least 1; a cut text ends in an ellipsis.</param>
    public static string NeutraliseLine(string text, int maxLength = 500)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxLength, 1);
        var line = Blanks().Replace(Neutralise(text), " ").Trim();
        if (line.Length <= maxLength)
        {
            return line;
        }

        var cut = maxLength - 1;
        return string.Concat(line.AsSpan(0, cut > 0 && char.IsHighSurrogate(line[cut - 1]) ? cut - 1 : cut), "…");
    }

    // Besides control characters: those that reorder or hide what a reader sees (bidirectional marks, zero-width, line separators, tags).
    private static bool IsHarmless(Rune rune) => rune.Value is '\n' or '\t'
        || Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate);

    [GeneratedRegex(@"\r\n?|\u0085|\u2028|\u2029")]
    private static partial Regex LineEnd();

    // CSI, OSC (ended by BEL or ST) and two-character escapes, in their 7-bit and 8-bit forms.
    [GeneratedRegex(@"(?:\u001B\[|\u009B)[0-?]*[ -/]*[@-~]|(?:\u001B[\]PX^_]|[\u009D\u0090\u0098\u009E\u009F]).*?(?:\u0007|\u001B\\|\u009C|$)|\u001B[ -/]*[0-~]", RegexOptions.Multiline)]
    private static partial Regex Ansi();

    [GeneratedRegex(@"##(?=[A-Za-z]*\[)")]
    private static partial Regex AnywhereCommand();

    [GeneratedRegex(@"^(?<blank>\s*)::(?=[A-Za-z])", RegexOptions.Multiline)]
    private static partial Regex LineCommand();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
