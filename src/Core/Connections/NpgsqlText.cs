using System.Data.Common;
using Npgsql;

namespace SchemaMigrate.Connections;

/// <summary>The driver's own notation: <c>Host=…;Database=…</c>.</summary>
internal static class NpgsqlText
{
    private static readonly NpgsqlConnectionStringBuilder Reference = new();

    // What the driver calls them, for suggestions only; the driver decides what is known.
    private static readonly string[] CommonKeys =
        ["Host", "Server", "Port", "Database", "Username", "User ID", "Password", "Passfile", "SSL Mode", "Timeout", "Command Timeout", "Application Name",
         "Options", "Search Path", "Timezone", "Root Certificate", "SSL Certificate", "SSL Key", "Target Session Attributes", "Pooling"];

    public static bool IsKnown(string key) => Reference.ContainsKey(key);

    /// <summary>Splits into pairs, or gives null when the text is not in this notation.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>>? Split(string text)
    {
        // The base class checks quotes and separators but no key; its errors quote nothing but a position.
        var pairs = new List<KeyValuePair<string, string>>();
        foreach (var segment in Segments(text))
        {
            var builder = new DbConnectionStringBuilder();
            try
            {
                builder.ConnectionString = segment;
            }
            catch (ArgumentException)
            {
                return null;
            }

            foreach (string key in builder.Keys)
            {
                // The base class lowers the key; the user knows it as it was written.
                var written = segment.Split('=')[0].Trim();
                pairs.Add(new(written.Equals(key, StringComparison.OrdinalIgnoreCase) ? written : key, (string)builder[key]));
            }
        }

        return pairs;
    }

    public static IReadOnlyList<ConnectionSetting> Translate(IReadOnlyList<KeyValuePair<string, string>> pairs)
    {
        var settings = new List<ConnectionSetting>(pairs.Count);
        var afterSecret = false;
        foreach (var (key, value) in pairs)
        {
            if (!IsKnown(key))
            {
                throw KeyErrors.Unknown(key, afterSecret, CommonKeys);
            }

            settings.Add(new(key, value, $"key '{key}'"));
            afterSecret = IsSecret(key);
        }

        return settings;
    }

    private static bool IsSecret(string key) =>
        key.Contains("pass", StringComparison.OrdinalIgnoreCase) || key.Equals("pwd", StringComparison.OrdinalIgnoreCase)
        || key.Equals("psw", StringComparison.OrdinalIgnoreCase);

    // A later pair with the same key would silently replace an earlier one inside one builder, and their order would be lost: cut first.
    private static IEnumerable<string> Segments(string text)
    {
        var start = 0;
        var quote = '\0';
        for (var i = 0; i < text.Length; i++)
        {
            if (quote != '\0')
            {
                quote = text[i] == quote ? '\0' : quote;
            }
            else if (text[i] is '"' or '\'' && text[start..i].TrimEnd().EndsWith('='))
            {
                quote = text[i];
            }
            else if (text[i] == ';')
            {
                yield return text[start..i];
                start = i + 1;
            }
        }

        yield return text[start..];
    }
}
