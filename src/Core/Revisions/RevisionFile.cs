using System.Text;
using System.Text.Unicode;

namespace SchemaMigrate.Revisions;

/// <summary>Makes a revision of a file's bytes.</summary>
internal static class RevisionFile
{
    /// <summary>The format that belongs to a file name, or null when it is neither .sql nor .ps1.</summary>
    public static RevisionFormat? FormatOf(string path) =>
        path.EndsWith(".sql", StringComparison.OrdinalIgnoreCase) ? RevisionFormat.Sql
        : path.EndsWith(".ps1", StringComparison.OrdinalIgnoreCase) ? RevisionFormat.PowerShell
        : null;

    /// <summary>Reads header and checksum. Null with the problems when it is not a sound revision.</summary>
    public static Revision? Parse(string path, ReadOnlyMemory<byte> bytes, out IReadOnlyList<RevisionProblem> problems)
    {
        if (Read(path, bytes, out var result) is { } revision)
        {
            problems = [];
            return revision;
        }

        problems = result.Problems.Count > 0 ? result.Problems : [NoHeader(path)];
        return null;
    }

    public static Revision? Read(string path, ReadOnlyMemory<byte> bytes, out HeaderResult result)
    {
        if (FormatOf(path) is not { } format)
        {
            result = Unreadable(path, "is neither .sql nor .ps1");
            return null;
        }

        if (FindFlaw(bytes.Span) is { } flaw)
        {
            result = Unreadable(path, flaw);
            return null;
        }

        var source = new RevisionSource(path, format, bytes);
        result = RevisionHeaderReader.Read(source.Content, format, path);
        return result.Header is null ? null : new Revision(result.Header, source);
    }

    public static HeaderResult Unreadable(string path, string flaw) => new(null, null, HasKeys: true,
        [new RevisionProblem(RevisionErrors.RevisionFileUnreadable, $"{Path.GetFileName(path)} {flaw}.", path)]);

    public static RevisionProblem NoHeader(string path) => new(
        RevisionErrors.RevisionHeaderInvalid,
        $"{Path.GetFileName(path)}, line 1: the file has the name of a revision but no header; its first lines must be comments, among them 'revision:' and 'message:'.",
        path,
        1);

    private static string? FindFlaw(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith(Encoding.Unicode.Preamble) || bytes.StartsWith(Encoding.BigEndianUnicode.Preamble) ? "is UTF-16; it must be UTF-8"
        : bytes.Contains((byte)0) ? "holds the character NUL; it is binary or UTF-16, and must be UTF-8 text"
        : !Utf8.IsValid(bytes) ? "is not valid UTF-8"
        : null;
}
