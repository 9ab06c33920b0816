using System.Collections.Frozen;

namespace SchemaMigrate.Cmdlets.Preflight;

/// <summary>
/// Strings of the pipeline: paths, or SQL as a whole (Get-Content -Raw) or line by line (Get-Content). Lines become one text again, so that statements may
/// go over several of them and findings have their line.
/// </summary>
internal sealed class PipedText
{
    private static readonly FrozenSet<string> Verbs = new[]
    {
        "ALTER", "ANALYZE", "BEGIN", "CALL", "CLUSTER", "COMMENT", "COMMIT", "COPY", "CREATE", "DELETE", "DO", "DROP", "EXPLAIN", "GRANT", "INSERT", "LOCK", "MERGE", "REFRESH",
        "REINDEX", "RESET", "REVOKE", "SELECT", "SET", "START", "TRUNCATE", "UPDATE", "VACUUM", "WITH",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private readonly List<string> _lines = [];

    /// <summary>Takes a string when it is SQL, or a line that goes on with it; leaves a path to others.</summary>
    public bool TryTake(string text)
    {
        if (IsFileName(text) || (_lines.Count == 0 && !IsSql(text)))
        {
            return false;
        }

        _lines.Add(text);
        return true;
    }

    /// <summary>What was taken, as one text; null when it is nothing.</summary>
    public string? Text => _lines.Count == 0 ? null : string.Join('\n', _lines);

    private static bool IsFileName(string text) =>
        !text.Contains('\n', StringComparison.Ordinal) && (text.EndsWith(".sql", StringComparison.OrdinalIgnoreCase) || text.EndsWith(".ps1", StringComparison.OrdinalIgnoreCase));

    private static bool IsSql(string text)
    {
        var start = text.AsSpan().Trim();
        var letters = 0;
        while (letters < start.Length && char.IsAsciiLetter(start[letters]))
        {
            letters++;
        }

        return start.IsEmpty || start.Contains('\n') || start.EndsWith(";") || start.StartsWith("--") || start.StartsWith("/*")
            || (letters < start.Length && char.IsWhiteSpace(start[letters]) && Verbs.Contains(start[..letters].ToString()));
    }
}
