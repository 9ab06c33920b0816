using System.Globalization;
using System.Text;
using System.Text.Json;
using SchemaMigrate.Errors;
using SchemaMigrate.Revisions;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Projects;

/// <summary>The text of one settings file while it is read: positions, problems, and the conversions of single values.</summary>
internal sealed class SettingsFile(string path, byte[] json)
{
    private static readonly TimeSpan LongestServerTimeout = TimeSpan.FromMilliseconds(int.MaxValue);

    public List<SettingProblem> Problems { get; } = [];

    public List<SettingProblem> Warnings { get; } = [];

    public SettingNode? Parse()
    {
        try
        {
            return SettingNode.Parse(json);
        }
        catch (JsonException e)
        {
            var offset = OffsetOf((int)(e.LineNumber ?? 0), (int)(e.BytePositionInLine ?? 0));
            Problems.Add(At(offset, "", "is not valid JSON: " + e.Message.Split(" LineNumber:")[0].TrimEnd('.', ' ') + "."));
            return null;
        }
    }

    public void Report(int offset, string key, string what) => Problems.Add(At(offset, key, $"setting '{key}' {what}"));

    public void Warn(int offset, string key, string what) => Warnings.Add(At(offset, key, $"setting '{key}' {what}"));

    /// <summary>Calls a reader for every member; unknown and repeated keys are problems.</summary>
    public void ReadMembers<T>(SettingNode node, string prefix, IReadOnlyDictionary<string, Func<SettingsFile, T, SettingNode, string, T>> readers, ref T settings)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, offset, value) in node.Members)
        {
            var key = prefix + name;
            if (!seen.Add(name))
            {
                Report(offset, key, "stands twice in the same object.");
            }
            else if (readers.TryGetValue(name, out var reader))
            {
                settings = reader(this, settings, value, key);
            }
            else
            {
                Report(offset, key, $"is unknown.{NearestName.Hint(name, readers.Keys)}");
            }
        }
    }

    public string? Text(SettingNode node, string key)
    {
        if (node.Kind == JsonValueKind.String && !string.IsNullOrWhiteSpace(node.Text) && !node.Text.Any(char.IsControl))
        {
            return node.Text;
        }

        Report(node.Offset, key, "must be a text that is not empty and has no control characters.");
        return null;
    }

    public string? Name(SettingNode node, string key)
    {
        try
        {
            return Text(node, key) is { } text ? new Identifier(text).Name : null;
        }
        catch (MigrationException e)
        {
            Report(node.Offset, key, "must be a PostgreSQL name. " + e.Message);
            return null;
        }
    }

    public TimeSpan? Time(SettingNode node, string key, bool allowZero)
    {
        if (node.Kind == JsonValueKind.String && Duration.TryParse(node.Text, out var time)
            && time <= LongestServerTimeout && (time >= TimeSpan.FromMilliseconds(1) || (allowZero && time == TimeSpan.Zero)))
        {
            return time;
        }

        Report(node.Offset, key, $"must be {Duration.Rule}{(allowZero ? "" : ", longer than zero")} and at most 24 days.");
        return null;
    }

    public int? Integer(SettingNode node, string key, int least, int most)
    {
        if (node.Kind == JsonValueKind.Number && int.TryParse(node.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most)
        {
            return number;
        }

        Report(node.Offset, key, string.Create(CultureInfo.InvariantCulture, $"must be a whole number from {least} to {most}."));
        return null;
    }

    public string? Choice(SettingNode node, string key, IReadOnlyList<string> choices)
    {
        if (node.Kind == JsonValueKind.String && choices.FirstOrDefault(choice => choice.Equals(node.Text, StringComparison.OrdinalIgnoreCase)) is { } found)
        {
            return found;
        }

        Report(node.Offset, key, $"must be one of {string.Join(", ", choices)}.{(node.Text is null ? "" : NearestName.Hint(node.Text, choices))}");
        return null;
    }

    public bool IsObject(SettingNode node, string key) => HasKind(node, key, JsonValueKind.Object, "an object { … }");

    public bool IsArray(SettingNode node, string key) => HasKind(node, key, JsonValueKind.Array, "a list [ … ]");

    private bool HasKind(SettingNode node, string key, JsonValueKind kind, string what)
    {
        if (node.Kind != kind)
        {
            Report(node.Offset, key, $"must be {what}.");
        }

        return node.Kind == kind;
    }

    private SettingProblem At(int offset, string key, string what)
    {
        var before = json.AsSpan(0, Math.Min(offset, json.Length));
        var line = before.Count((byte)'\n') + 1;
        var column = Encoding.UTF8.GetCharCount(before[(before.LastIndexOf((byte)'\n') + 1)..]) + 1;
        return new SettingProblem(key, string.Create(CultureInfo.InvariantCulture, $"{path}, line {line}, column {column}: {what}"), line, column);
    }

    private int OffsetOf(int line, int byteInLine)
    {
        var start = 0;
        for (; line > 0; line--)
        {
            start += json.AsSpan(start).IndexOf((byte)'\n') + 1;
        }

        return Math.Min(start + byteInLine, json.Length);
    }
}
