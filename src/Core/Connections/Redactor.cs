using System.Text.RegularExpressions;

namespace SchemaMigrate.Connections;

/// <summary>Removes secrets from text: the known values of a target, and whatever looks like a password.</summary>
public sealed partial class Redactor
{
    /// <summary>What stands in place of a secret.</summary>
    public const string Mask = "***";

    // A value this short occurs in any text by chance; masking it would tear the text and tell that it is the password.
    private const int ShortestKnownSecret = 3;
    private readonly string[] secrets;

    /// <summary>Knows no secret values; removes only what looks like a password.</summary>
    public static Redactor Default { get; } = new([]);

    internal Redactor(IEnumerable<string> secrets) => this.secrets = secrets
        .SelectMany(Spellings)
        .Where(secret => secret.Length >= ShortestKnownSecret)
        .Distinct(StringComparer.Ordinal)
        .OrderByDescending(secret => secret.Length)
        .ToArray();

    /// <summary>A redactor that also knows the secrets of a target.</summary>
    /// <param name="target">The target.</param>
    public static Redactor For(ConnectionTarget target)
    {
        ArgumentNullException.ThrowIfNull(target);

        // A password that is also the name of the role or database is on show already; masking it would blank those names out of every message.
        string[] shown = [target.Username, target.Database, .. target.Host.Split(',')];
        return new(target.Secrets.Except(shown, StringComparer.Ordinal));
    }

    /// <summary>Gives the text without its secrets.</summary>
    /// <param name="text">Any text.</param>
    public string Redact(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        foreach (var secret in secrets)
        {
            text = text.Replace(secret, Mask, StringComparison.Ordinal);
        }

        text = UriPassword().Replace(text, "${before}" + Mask + "@");
        text = KeyedPassword().Replace(text, "${before}" + Mask);
        return SqlPassword().Replace(text, "${before}'" + Mask + "'");
    }

    /// <summary>Whether the text holds a known secret, in any spelling.</summary>
    internal bool Holds(string text) => secrets.Any(secret => text.Contains(secret, StringComparison.Ordinal));

    // The spellings in which a password travels: bare, in a URI, in SQL and in quoted connection strings.
    private static IEnumerable<string> Spellings(string secret) =>
        [secret, Uri.EscapeDataString(secret), secret.Replace("'", "''", StringComparison.Ordinal), secret.Replace("\"", "\"\"", StringComparison.Ordinal),
         secret.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)];

    [GeneratedRegex(@"(?<before>\b[a-z][a-z0-9+.\-]*://[^\s:/?#@]*:)[^\s/?#]*@", RegexOptions.IgnoreCase)]
    private static partial Regex UriPassword();

    [GeneratedRegex(@"(?<before>\b(?:ssl\s*)?(?:password|passwd|pwd|psw|pgpassword)\s*=\s*)(?:'(?:[^'\\]|\\.|'')*'|""(?:[^""]|"""")*""|[^\s;&'""]+)", RegexOptions.IgnoreCase)]
    private static partial Regex KeyedPassword();

    [GeneratedRegex(@"(?<before>\bpassword\s+)E?'(?:[^'\\]|\\.|'')*'", RegexOptions.IgnoreCase)]
    private static partial Regex SqlPassword();
}
