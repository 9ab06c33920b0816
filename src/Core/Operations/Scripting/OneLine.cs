using SchemaMigrate.Sql;

namespace SchemaMigrate.Operations;

/// <summary>Text for summaries, which are one line.</summary>
internal static class OneLine
{
    private const int Longest = 80;

    /// <summary>Names in a row.</summary>
    public static string Of(ValueList<Identifier> names) => string.Join(", ", names.Select(name => name.Spelling));

    /// <summary>The first line of a text, cut when it is long.</summary>
    public static string Of(string text)
    {
        var lines = text.Trim().ReplaceLineEndings("\n").Split('\n', 2);
        var line = lines[0].TrimEnd();
        return line.Length > Longest ? line[..(Longest - 1)] + "…" : lines.Length > 1 ? line + " …" : line;
    }
}
