using System.Globalization;

namespace SchemaMigrate.Revisions;

/// <summary>
/// Cuts a SQL revision at its markers. A marker is a line comment of its own, from the first character of a line, that is a comment for
/// PostgreSQL too: the same characters in a function body, a string or a block comment are left alone.
/// </summary>
internal sealed class SqlSectionReader
{
    private readonly string text;
    private readonly string fileName;
    private readonly string path;
    private readonly List<(SectionKind Kind, int Line, int MarkerStart, int BodyStart, string? Reason, bool HasCode)> found = [];
    private readonly List<RevisionProblem> problems = [];
    private LineCounter lines;

    private SqlSectionReader(string text, string fileName, string path)
    {
        this.text = text;
        this.fileName = fileName;
        this.path = path;
        lines = new LineCounter(text);
    }

    /// <summary>Reads the sections.</summary>
    /// <exception cref="RevisionException"><see cref="RevisionErrors.RevisionBodyInvalid"/>.</exception>
    public static SqlSections Read(string text, string fileName, string path)
    {
        var reader = new SqlSectionReader(text, fileName, path);
        reader.FindMarkers();
        var sections = reader.Build();
        return reader.problems.Count == 0 ? sections! : throw new RevisionException(reader.problems);
    }

    private void FindMarkers()
    {
        var lexer = new SqlLexer(text);
        bool more;
        do
        {
            more = lexer.NextLineComment(out var start, out var length, out var codeAt);
            NoteCode(codeAt);
            if (more)
            {
                ReadComment(start, length);
            }
        }
        while (more);

        if (lexer.Unterminated is { } what)
        {
            Report(new LineCounter(text).LineAt(lexer.UnterminatedAt), $"the {what} that begins here is never closed.");
        }
    }

    private void ReadComment(int start, int length)
    {
        var kind = SectionMarker.Match(text.AsSpan(start + 2, length - 2), out var reason, out var flaw);
        if (kind is null && flaw is null)
        {
            return;
        }

        var line = lines.LineAt(start);
        if (start > 0 && text[start - 1] is not ('\n' or '\r'))
        {
            // Only a comment that is alone on its line can be a marker gone astray; behind code it is a remark.
            if (kind is not null && IsBlankBefore(start))
            {
                Report(line, "the section marker must begin at the start of its line.");
            }
        }
        else if (flaw is not null)
        {
            Report(line, flaw + ".");
        }
        else
        {
            found.Add((kind!.Value, line, start, AfterLineEnd(start + length), reason, false));
        }
    }

    private void NoteCode(int codeAt)
    {
        if (codeAt < 0)
        {
            return;
        }

        if (found.Count > 0)
        {
            found[^1] = found[^1] with { HasCode = true };
        }
        else if (problems.Count == 0)
        {
            Report(new LineCounter(text).LineAt(codeAt), "there is SQL before the first section marker; put '-- upgrade' on a line above it.");
        }
    }

    private bool IsBlankBefore(int start)
    {
        while (start > 0 && text[start - 1] is ' ' or '\t')
        {
            start--;
        }

        return start == 0 || text[start - 1] is '\n' or '\r';
    }

    private int AfterLineEnd(int offset) =>
        offset >= text.Length ? offset
        : text[offset] == '\r' && offset + 1 < text.Length && text[offset + 1] == '\n' ? offset + 2
        : offset + 1;

    private SqlSections? Build()
    {
        SqlSection? upgrade = null;
        SqlSection? downgrade = null;
        string? reason = null;
        var verify = new List<SqlSection>();
        for (var i = 0; i < found.Count; i++)
        {
            var (kind, line, _, body, why, hasCode) = found[i];
            var end = i + 1 < found.Count ? found[i + 1].MarkerStart : text.Length;
            var section = new SqlSection(text[body..end], body > 0 && text[body - 1] is '\n' or '\r' ? line + 1 : line, body);
            switch (kind)
            {
                case SectionKind.Verify:
                    verify.Add(section);
                    break;
                case SectionKind.Upgrade when upgrade is null:
                    upgrade = section;
                    break;
                case SectionKind.Downgrade when downgrade is null && reason is null:
                    downgrade = section;
                    break;
                case SectionKind.Irreversible when downgrade is null && reason is null:
                    reason = why;
                    if (hasCode)
                    {
                        Report(line, "there is SQL below 'irreversible'; remove it, or write '-- downgrade' instead.");
                    }

                    break;
                default:
                    Report(line, $"a second '{(kind == SectionKind.Upgrade ? "-- upgrade" : "-- downgrade")}' section.");
                    break;
            }
        }

        if (upgrade is null && problems.Count == 0)
        {
            Report(1, "the file has no '-- upgrade' section.");
        }

        return upgrade is null ? null : new SqlSections(upgrade, downgrade, reason, verify);
    }

    private void Report(int line, string what) => problems.Add(new RevisionProblem(
        RevisionErrors.RevisionBodyInvalid, string.Create(CultureInfo.InvariantCulture, $"{fileName}, line {line}: {what}"), path, line));
}
