namespace SchemaMigrate.Planning;

/// <summary>
/// The form in which the journal keeps a body: plain SQL in which a comment line marks where a transaction must be committed
/// although the statements alone would not demand it.
/// </summary>
internal static class BodyText
{
    private const string Boundary = "\n-- schemamigrate: new transaction\n";

    internal static string Write(IReadOnlyList<BodyPart> parts)
    {
        var text = new System.Text.StringBuilder();
        foreach (var part in parts)
        {
            if (text.Length > 0)
            {
                text.Append(part.StartsTransaction ? Boundary : "\n");
            }

            var sql = part.Sql.Trim();
            var lastLine = sql[(sql.LastIndexOf('\n') + 1)..];
            // A comment on the last line would swallow a semicolon behind it; an empty statement too many harms nobody.
            text.Append(sql).Append(sql.EndsWith(';') && !lastLine.Contains("--", StringComparison.Ordinal) ? "" : "\n;");
        }

        return text.ToString();
    }

    internal static IReadOnlyList<BodyPart> Read(string text) =>
        [.. text.Split(Boundary).Select((sql, index) => new BodyPart(sql, 0, index > 0))];
}
