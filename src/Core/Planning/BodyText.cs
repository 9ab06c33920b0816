namespace SchemaMigrate.Planning;

/// <summary>
/// The form in which the journal keeps a body: plain SQL in which a comment line marks where a transaction must be committed
/// although the statements alone would not demand it.
/// </summary>
internal static class BodyText
{
    /// <summary>The comment line. Authors may use it in SQL revisions as well.</summary>
    internal const string Marker = "-- schemamigrate: new transaction";

    internal static string Write(IReadOnlyList<BodyPart> parts)
    {
        var text = new System.Text.StringBuilder();
        foreach (var part in parts)
        {
            if (text.Length > 0)
            {
                text.Append(part.StartsTransaction ? $"\n{Marker}\n" : "\n");
            }

            var sql = part.Sql.Trim();
            var lastLine = sql[(sql.LastIndexOf('\n') + 1)..];
            // A comment on the last line would swallow a semicolon behind it; an empty statement too many harms nobody.
            text.Append(sql).Append(sql.EndsWith(';') && !lastLine.Contains("--", StringComparison.Ordinal) ? "" : "\n;");
        }

        return text.ToString();
    }

    /// <summary>Cuts a text at its markers.</summary>
    /// <param name="text">The text.</param>
    /// <param name="startLine">The line on which it begins in its file; 0 when it comes from no file.</param>
    internal static IReadOnlyList<BodyPart> Read(string text, int startLine = 0)
    {
        if (!text.Contains(Marker, StringComparison.Ordinal) && !text.Contains(Operations.BackfillOperationStep.Marker, StringComparison.Ordinal)
            && !text.Contains(Operations.EnumeratedOperationStep.Marker, StringComparison.Ordinal))
        {
            return [new BodyPart(text, startLine, false)];
        }

        var parts = new List<BodyPart>();
        var lines = text.Split('\n');
        var first = 0;
        for (var index = 0; index <= lines.Length; index++)
        {
            // The line of a backfill or an enumeration belongs to the part that it begins.
            var begins = index < lines.Length && (lines[index].StartsWith(Operations.BackfillOperationStep.Marker, StringComparison.Ordinal)
                || lines[index].StartsWith(Operations.EnumeratedOperationStep.Marker, StringComparison.Ordinal));
            if (index == lines.Length || begins || lines[index].TrimEnd() == Marker)
            {
                if (!begins || string.Join("", lines[first..index]).Trim().Length > 0)
                {
                    parts.Add(new BodyPart(string.Join('\n', lines[first..index]), startLine == 0 ? 0 : startLine + first, parts.Count > 0));
                }

                first = begins ? index : index + 1;
            }
        }

        return parts;
    }
}
