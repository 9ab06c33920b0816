namespace SchemaMigrate.Revisions;

/// <summary>Recognises section markers among the line comments of a SQL revision.</summary>
internal static class SectionMarker
{
    private const string Irreversible = "irreversible";
    private const string Because = "because";
    private static readonly string[] Names = ["upgrade", "downgrade", "verify"];
    private static readonly string[] OtherTools = ["up", "down", "undo", "rollback", "revert"];

    /// <summary>Whether a whole line, from its first character, is a marker.</summary>
    public static bool IsMarkerLine(string line) =>
        line.StartsWith("--", StringComparison.Ordinal) && Match(line.AsSpan(2), out _, out _) is not null;

    /// <summary>Judges the text of a line comment.</summary>
    /// <param name="comment">The text after the two hyphens.</param>
    /// <param name="reason">Why there is no way back, for <see cref="SectionKind.Irreversible"/>.</param>
    /// <param name="flaw">What is wrong, when the comment is close to a marker but none; such a comment must not be skipped silently.</param>
    public static SectionKind? Match(ReadOnlySpan<char> comment, out string? reason, out string? flaw)
    {
        reason = null;
        flaw = null;
        var text = comment.Trim();
        var colon = text.IndexOf(':');
        var word = (colon < 0 ? text : text[..colon]).TrimEnd();
        if (word.Length is < 2 or > 12 || word.ContainsAny(' ', '\t'))
        {
            return null;
        }

        var name = word.ToString();
        var kind = Array.FindIndex(Names, candidate => candidate.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (colon >= 0)
        {
            return kind == 1 ? MatchDowngrade(text[(colon + 1)..].Trim(), out reason, out flaw)
                : kind >= 0 ? Flawed($"the marker '-- {Names[kind]}' takes nothing after its name", out flaw)
                : null;
        }

        if (kind < 0)
        {
            flaw = NearMiss(name);
            return null;
        }

        return kind switch { 0 => SectionKind.Upgrade, 1 => SectionKind.Downgrade, _ => SectionKind.Verify };
    }

    private static SectionKind? MatchDowngrade(ReadOnlySpan<char> value, out string? reason, out string? flaw)
    {
        reason = null;
        flaw = null;
        if (!value.StartsWith(Irreversible, StringComparison.OrdinalIgnoreCase))
        {
            return Flawed("after '-- downgrade:' only 'irreversible because …' may stand", out flaw);
        }

        var rest = value[Irreversible.Length..].TrimStart();
        if (rest.StartsWith(Because, StringComparison.OrdinalIgnoreCase))
        {
            rest = rest[Because.Length..].Trim();
            if (!rest.Trim("….").IsEmpty)
            {
                reason = rest.ToString();
                return SectionKind.Irreversible;
            }
        }

        return Flawed("'irreversible' needs its reason: '-- downgrade: irreversible because …'", out flaw);
    }

    private static SectionKind? Flawed(string text, out string? flaw)
    {
        flaw = text;
        return null;
    }

    private static string? NearMiss(string name)
    {
        var near = Array.Find(Names, candidate => NearestName.Distance(name, candidate) == 1);
        return near is not null ? $"'-- {name}' is close to the marker '-- {near}'; correct it, or reword the comment"
            : OtherTools.Contains(name, StringComparer.OrdinalIgnoreCase) ? $"'-- {name}' is not a marker; the markers are '-- upgrade', '-- downgrade' and '-- verify'"
            : null;
    }
}
