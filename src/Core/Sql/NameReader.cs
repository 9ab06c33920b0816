using System.Text;
using SchemaMigrate.Errors;

namespace SchemaMigrate.Sql;

/// <summary>
/// Reads names as SQL spells them (manual, section 4.1.1): unquoted parts fold to lower case, double quotes keep a part as it is.
/// Reserved words need no quotes here, because names are always written quoted.
/// </summary>
internal static class NameReader
{
    /// <summary>Splits <c>app."Weird.Name"</c> into its parts, as the catalog stores them.</summary>
    /// <param name="text">The spelling; white space around it is ignored.</param>
    public static IReadOnlyList<string> Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var source = text.Trim();
        var parts = new List<string>();
        var at = 0;
        while (true)
        {
            parts.Add(at < source.Length && source[at] == '"' ? Quoted(source, ref at) : Unquoted(source, ref at));
            if (at == source.Length)
            {
                return parts;
            }

            if (source[at] != '.')
            {
                throw Malformed(source, $"has '{source[at]}' where a dot or the end was expected");
            }

            at++;
        }
    }

    /// <summary>Whether a text is the spelling of one name, without a schema.</summary>
    public static bool IsName(string text)
    {
        try
        {
            return Read(text).Count == 1;
        }
        catch (MigrationException error) when (error.Definition == SqlErrors.MalformedName)
        {
            return false;
        }
    }

    /// <summary>The shortest spelling that <see cref="Read"/> takes back to the same name.</summary>
    /// <param name="name">The name as the catalog stores it.</param>
    public static string Spell(Identifier name)
    {
        var stored = name.Name;
        var plain = IsStart(stored[0]) && stored.All(c => IsPart(c) && !char.IsAsciiLetterUpper(c));
        return plain ? stored : name.ToString();
    }

    private static string Quoted(string source, ref int at)
    {
        var part = new StringBuilder();
        for (at++; at < source.Length; at++)
        {
            if (source[at] != '"')
            {
                part.Append(source[at]);
            }
            else if (at + 1 < source.Length && source[at + 1] == '"')
            {
                part.Append('"');
                at++;
            }
            else
            {
                at++;
                return part.ToString();
            }
        }

        throw Malformed(source, "opens a double quote that is not closed");
    }

    private static string Unquoted(string source, ref int at)
    {
        var start = at;
        if (at < source.Length && IsStart(source[at]))
        {
            do
            {
                at++;
            }
            while (at < source.Length && IsPart(source[at]));
        }

        return at > start
            ? FoldAscii(source[start..at])
            : throw Malformed(source, at < source.Length ? $"has '{source[at]}' where a name should begin" : "has a part without a name");
    }

    // PostgreSQL folds only A to Z in a multi-byte encoding such as UTF-8 (downcase_identifier in its scanner).
    private static string FoldAscii(string part) =>
        string.Create(part.Length, part, static (span, source) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                span[i] = char.IsAsciiLetterUpper(source[i]) ? (char)(source[i] | 0x20) : source[i];
            }
        });

    private static bool IsStart(char c) => char.IsAsciiLetter(c) || c == '_' || c >= 0x80;

    private static bool IsPart(char c) => IsStart(c) || char.IsAsciiDigit(c) || c == '$';

    private static MigrationException Malformed(string source, string what) =>
        new(SqlErrors.MalformedName, $"The name '{source}' {what}.") { Target = source };
}
