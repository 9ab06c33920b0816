using System.Globalization;

namespace SchemaMigrate.Revisions;

/// <summary>
/// Reads the leading comment block of a revision file: <c>-- key: value</c> in SQL, <c># key: value</c> in PowerShell. Nothing is
/// executed. Lines without a key are free comments, but whatever looks like a misspelt or misplaced key is a problem: a header line that
/// is silently overlooked could turn a contract revision into an ordinary one.
/// </summary>
internal sealed class RevisionHeaderReader
{
    private readonly string fileName;
    private readonly string path;
    private readonly List<RevisionProblem> problems = [];
    private readonly Dictionary<string, int> seen = new(StringComparer.Ordinal);
    private string? id;
    private string? message;
    private IReadOnlyList<string> parents = [];
    private IReadOnlyList<string> labels = [];
    private IReadOnlyList<string> requires = [];
    private IReadOnlyList<Gate> gates = [];
    private RevisionPhase phase;

    private RevisionHeaderReader(string path)
    {
        this.path = path;
        fileName = Path.GetFileName(path);
    }

    public static HeaderResult Read(ReadOnlySpan<byte> content, RevisionFormat format, string path)
    {
        var reader = new RevisionHeaderReader(path);
        var lines = new CommentLines(content, format);
        while (lines.MoveNext())
        {
            reader.ReadLine(lines.Text, lines.Line, lines.BlockEnded);
        }

        return reader.Finish();
    }

    /// <summary>The line on which a key stands, for problems that are found later; null when it is not there.</summary>
    public static int? LineOf(string key, ReadOnlySpan<byte> content, RevisionFormat format)
    {
        var lines = new CommentLines(content, format);
        while (lines.MoveNext())
        {
            if (SplitKey(lines.Text, out var name, out _) && HeaderKeys.Find(name) == key)
            {
                return lines.Line;
            }
        }

        return null;
    }

    private static bool SplitKey(string text, out ReadOnlySpan<char> name, out string value)
    {
        var length = 0;
        while (length < text.Length && (char.IsAsciiLetter(text[length]) || text[length] is '-' or '_'))
        {
            length++;
        }

        var isKey = length > 0 && length < text.Length && text[length] == ':' && char.IsAsciiLetter(text[0]);
        name = text.AsSpan(0, length);
        value = isKey ? text[(length + 1)..].Trim() : "";
        return isKey;
    }

    private void ReadLine(string text, int line, bool blockEnded)
    {
        if (!SplitKey(text, out var name, out var value))
        {
            if (!blockEnded && HeaderKeys.Find(name) is { } word && name.SequenceEqual(word) && text[name.Length..].Trim() is { Length: > 0 } rest && !rest.Contains(' ', StringComparison.Ordinal) && !rest.StartsWith('-'))
            {
                Report(line, $"'{text}' looks like a header line without its colon; write '{word}: {rest}'.");
            }

            return;
        }

        var key = HeaderKeys.Find(name);
        if (blockEnded)
        {
            if (key is not null)
            {
                Report(line, $"the header line '{key}:' stands after the end of the header, which is one block of comment lines without a blank line.");
            }
        }
        else if (key is not null)
        {
            ReadValue(key, value, line);
        }
        else if (value.Length == 0 || char.IsWhiteSpace(text[name.Length + 1]))
        {
            // Without white space after the colon it is something like https://…, a free comment.
            var unknown = name.ToString();
            Report(line, $"'{unknown}' is not a key of the header.{NearestName.Hint(unknown, HeaderKeys.All)} The keys are {string.Join(", ", HeaderKeys.All)}; put other comments below a blank line.");
        }
    }

    private void ReadValue(string key, string value, int line)
    {
        if (!seen.TryAdd(key, line))
        {
            Report(line, string.Create(CultureInfo.InvariantCulture, $"the key '{key}' is already on line {seen[key]}."));
            return;
        }

        switch (key)
        {
            case HeaderKeys.Revision:
                id = CheckName(value, key, line) ? value : null;
                break;
            case HeaderKeys.Message:
                message = value;
                if (value.Length == 0)
                {
                    Report(line, "the message is empty.");
                }

                break;
            case HeaderKeys.Parents:
                parents = ReadNames(value, key, line);
                break;
            case HeaderKeys.Labels:
                labels = ReadNames(value, key, line);
                break;
            case HeaderKeys.Requires:
                requires = ReadNames(value, key, line);
                break;
            case HeaderKeys.Phase:
                ReadPhase(value, line);
                break;
            case HeaderKeys.Gate:
                ReadGates(value, line);
                break;
        }
    }

    private void ReadPhase(string value, int line)
    {
        string[] phases = ["expand", "migrate", "contract"];
        var index = Array.FindIndex(phases, name => name.Equals(value, StringComparison.OrdinalIgnoreCase));
        if (index >= 0)
        {
            phase = (RevisionPhase)(index + 1);
            return;
        }

        Report(line, $"'{value}' is not a phase; the phases are expand, migrate and contract.{NearestName.Hint(value, phases)}");
    }

    private void ReadGates(string value, int line)
    {
        var list = new List<Gate>();
        foreach (var text in GateParser.SplitList(value))
        {
            if (GateParser.TryParse(text, out var gate, out var error))
            {
                list.Add(gate);
            }
            else
            {
                Report(line, error);
            }
        }

        gates = list;
    }

    private string[] ReadNames(string value, string key, int line)
    {
        var names = value.Split([',', ' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < names.Length; i++)
        {
            if (CheckName(names[i], key, line) && Array.IndexOf(names, names[i], 0, i) >= 0)
            {
                Report(line, $"'{names[i]}' stands twice in '{key}'.");
            }
        }

        return names;
    }

    private bool CheckName(string name, string key, int line)
    {
        if (RevisionId.IsValid(name))
        {
            return true;
        }

        var what = key == HeaderKeys.Labels ? "label" : "revision id";
        Report(line, name.Length == 0 ? $"the {what} is empty."
            : RevisionId.IsReserved(name) ? $"'{name}' cannot be a {what}: selectors give that word a meaning."
            : $"'{name}' cannot be a {what}: it must be {RevisionId.Rule}.");
        return false;
    }

    private HeaderResult Finish()
    {
        if (seen.Count > 0)
        {
            RequireKey(HeaderKeys.Revision);
            RequireKey(HeaderKeys.Message);
        }

        var header = problems.Count == 0 && id is not null && message is not null
            ? new RevisionHeader { Id = id, Message = message, Parents = parents, Phase = phase, Labels = labels, Requires = requires, Gates = gates }
            : null;
        return new HeaderResult(header, id, seen.Count > 0, problems);
    }

    private void RequireKey(string key)
    {
        if (!seen.ContainsKey(key))
        {
            Report(seen.Values.Min(), $"the header has no '{key}:' line.");
        }
    }

    private void Report(int line, string what) => problems.Add(new RevisionProblem(
        RevisionErrors.RevisionHeaderInvalid, string.Create(CultureInfo.InvariantCulture, $"{fileName}, line {line}: {what}"), path, line));
}
