using System.Text;

namespace SchemaMigrate.Revisions;

/// <summary>Writes values into PowerShell text.</summary>
internal static class PowerShellLiteral
{
    /// <summary>A single-quoted string. PowerShell takes the typographic single quotes for the plain one, so all of them are doubled.</summary>
    public static string Quote(string value)
    {
        var text = new StringBuilder(value.Length + 2).Append('\'');
        foreach (var c in value)
        {
            text.Append(c, c is '\'' or '\u2018' or '\u2019' or '\u201A' or '\u201B' ? 2 : 1);
        }

        return text.Append('\'').ToString();
    }

    /// <summary>
    /// Indents commands by four spaces, unless one of them spans several lines: white space is part of a string or here-string that goes
    /// over a line end, and a here-string must end at the start of its line.
    /// </summary>
    public static IEnumerable<string> Indent(IReadOnlyList<string> commands) =>
        commands.Select(command => command.ReplaceLineEndings("\n")).Select(command =>
            command.Contains('\n', StringComparison.Ordinal) || command.Length == 0 ? command : "    " + command);
}
