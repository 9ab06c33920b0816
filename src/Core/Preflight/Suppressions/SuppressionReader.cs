using System.Text.RegularExpressions;
using SchemaMigrate.Revisions;

namespace SchemaMigrate.Preflight;

/// <summary>Finds <c>-- ignore</c> comments and the statements that they stand above.</summary>
internal static partial class SuppressionReader
{
    public static IEnumerable<Suppression> Read(ParsedPart parsed)
    {
        var text = parsed.Part.Sql;
        if (!text.Contains("ignore", StringComparison.OrdinalIgnoreCase))
        {
            yield break;
        }

        var place = new StatementPlace(parsed.Script, 0, parsed.Part);
        var lexer = new SqlLexer(text);
        var next = 0;
        while (lexer.NextLineComment(out var start, out var length, out _))
        {
            var match = Comment().Match(text, start, length);
            if (!match.Success)
            {
                continue;
            }

            while (next < parsed.Statements.Count && End(parsed, next) <= start)
            {
                next++;
            }

            var location = place.Locate(start);
            yield return new Suppression
            {
                Rules = [.. match.Groups["rule"].Captures.Select(capture => capture.Value.ToUpperInvariant())],
                Reason = match.Groups["reason"].Value.Trim(),
                Part = parsed.Part,
                From = start,
                To = next < parsed.Statements.Count ? End(parsed, next) : text.Length + 1,
                Line = location.Line,
                Column = location.Column,
                Text = match.Value.TrimEnd(),
            };
        }
    }

    private static int End(ParsedPart parsed, int index) => parsed.Statements[index].Statement.Offset + parsed.Statements[index].Statement.Length;

    [GeneratedRegex(@"\G--+[ \t]*ignore[ \t]+(?<rule>SM\d{3})(?:[ \t]*,[ \t]*(?<rule>SM\d{3}))*[ \t]*(?::(?<reason>[^\r\n]*))?", RegexOptions.IgnoreCase)]
    private static partial Regex Comment();
}
