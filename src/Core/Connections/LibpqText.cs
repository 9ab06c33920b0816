using System.Text;

namespace SchemaMigrate.Connections;

/// <summary>libpq's pairs: <c>host=… dbname='with blank'</c> (manual, section 34.1.1.1).</summary>
internal static class LibpqText
{
    /// <summary>Splits into pairs, or gives null when the text is not in this notation.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>>? TrySplit(string text)
    {
        var pairs = new List<KeyValuePair<string, string>>();
        var at = 0;
        while (SkipBlanks(text, ref at))
        {
            var equals = text.IndexOf('=', at);
            if (equals < 0)
            {
                return null;
            }

            var key = text[at..equals].Trim();
            at = equals + 1;
            SkipBlanks(text, ref at);
            if (ReadValue(text, ref at) is not { } value)
            {
                return null;
            }

            pairs.Add(new(key, value));
        }

        return pairs;
    }

    public static IReadOnlyList<ConnectionSetting> Translate(IReadOnlyList<KeyValuePair<string, string>> pairs)
    {
        var settings = new List<ConnectionSetting>(pairs.Count);
        var afterSecret = false;
        foreach (var (key, value) in pairs)
        {
            if (!LibpqKeywords.Contains(key))
            {
                throw KeyErrors.Unknown(key, afterSecret, LibpqKeywords.Names);
            }

            settings.Add(LibpqKeywords.Translate(key, value, $"key '{key}'"));
            afterSecret = key is "password" or "sslpassword";
        }

        return settings;
    }

    private static bool SkipBlanks(string text, ref int at)
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
        {
            at++;
        }

        return at < text.Length;
    }

    // A backslash escapes the next character, inside quotes and outside. Null: a quote is not closed.
    private static string? ReadValue(string text, ref int at)
    {
        var quoted = at < text.Length && text[at] == '\'';
        var value = new StringBuilder();
        for (at += quoted ? 1 : 0; at < text.Length; at++)
        {
            var character = text[at];
            if (character == '\\' && at + 1 < text.Length)
            {
                value.Append(text[++at]);
            }
            else if (quoted ? character == '\'' : char.IsWhiteSpace(character))
            {
                at++;
                return value.ToString();
            }
            else
            {
                value.Append(character);
            }
        }

        return quoted ? null : value.ToString();
    }
}
