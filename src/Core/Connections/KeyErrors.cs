using System.Text.RegularExpressions;
using SchemaMigrate.Errors;

namespace SchemaMigrate.Connections;

/// <summary>Errors about the keys of a connection text. None of them shows a value: it may be a secret, or a part of one.</summary>
internal static partial class KeyErrors
{
    public static MigrationException NotPairs() => new(
        ConnectionsErrors.InvalidConnectionString, "The connection string is not made of key=value pairs and is no postgresql:// URI.");

    public static MigrationException Malformed(string what) => new(ConnectionsErrors.InvalidConnectionString, $"The connection string is malformed: {what}");

    public static MigrationException BadValue(string source, string? accepted = null) => new(
        ConnectionsErrors.InvalidConnectionString,
        accepted is null ? $"The {source} has a value that is not valid." : $"The {source} has a value that is not valid. Accepted: {accepted}.");

    /// <summary>An unknown key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="afterSecret">Whether the pair before was a password: then this "key" may be the rest of it and is not shown.</param>
    /// <param name="known">The known keys, for a suggestion.</param>
    public static MigrationException Unknown(string key, bool afterSecret, IEnumerable<string> known)
    {
        if (afterSecret && Nearest(key, known) is null)
        {
            return new(ConnectionsErrors.InvalidConnectionString,
                "The connection string has an unknown key after the password. A password with a separator or a quote in it must be quoted.");
        }

        if (!PlainKey().IsMatch(key))
        {
            return new(ConnectionsErrors.InvalidConnectionString, "The connection string has a key that is no word; is a quote missing?");
        }

        var suggestion = Nearest(key, known) is { } near ? $" Did you mean '{near}'?" : "";
        return new(ConnectionsErrors.InvalidConnectionString, $"The connection string has the unknown key '{key}'.{suggestion}") { Target = key };
    }

    private static string? Nearest(string key, IEnumerable<string> known)
    {
        var best = known
            .Select(name => (Name: name, Distance: Distance(Fold(key), Fold(name))))
            .OrderBy(candidate => candidate.Distance)
            .ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
            .FirstOrDefault((Name: "", Distance: int.MaxValue));
        return best.Distance <= Math.Min(2, key.Length / 3) ? best.Name : null;
    }

    private static string Fold(string key) =>
        key.Replace(" ", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal).ToLowerInvariant();

    // Levenshtein: single-character edits.
    private static int Distance(string left, string right)
    {
        var previous = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var current = new int[right.Length + 1];
            current[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var substitution = previous[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
                current[j] = Math.Min(substitution, Math.Min(previous[j], current[j - 1]) + 1);
            }

            previous = current;
        }

        return previous[right.Length];
    }

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9 _]{0,40}$")]
    private static partial Regex PlainKey();
}
