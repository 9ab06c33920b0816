using SchemaMigrate.Revisions;

namespace SchemaMigrate.Tests.Revisions;

/// <summary>Makes revisions and graphs of a few words.</summary>
internal static class Sample
{
    /// <summary>A revision whose file name sorts by its number.</summary>
    public static Revision Revision(string id, string parents = "", string phase = "", string labels = "", string requires = "", string gate = "", int number = 0) =>
        SchemaMigrate.Revisions.Revision.Parse($"{number:D14}_{id}.sql", Text(id, parents, phase, labels, requires, gate));

    public static string Text(string id, string parents = "", string phase = "", string labels = "", string requires = "", string gate = "")
    {
        var lines = new List<string> { $"-- revision: {id}", $"-- parents: {parents}", $"-- message: message of {id}" };
        Add("phase", phase);
        Add("labels", labels);
        Add("requires", requires);
        Add("gate", gate);
        return string.Join('\n', lines) + "\n\n-- upgrade\nSELECT 1;\n-- downgrade\nSELECT 2;\n";

        void Add(string key, string value)
        {
            if (value.Length > 0)
            {
                lines.Add($"-- {key}: {value}");
            }
        }
    }

    /// <summary>
    /// A graph from one line per revision: <c>id parents phase</c>, where parents are joined by commas, <c>-</c> stands for none, and after
    /// the phase may come <c>@label</c> and <c>!required</c>.
    /// </summary>
    public static RevisionGraph Graph(params string[] lines) => RevisionGraph.Create(lines.Select((line, number) => FromLine(line, number + 1)));

    public static Revision FromLine(string line, int number)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        string Only(char mark) => string.Join(',', words.Skip(1).Where(word => word[0] == mark).Select(word => word[1..]));
        var plain = words.Skip(1).Where(word => word[0] is not ('@' or '!')).ToArray();
        return Revision(
            words[0],
            plain.Length > 0 && plain[0] != "-" ? plain[0] : "",
            plain.Length > 1 ? plain[1] : "",
            Only('@'),
            Only('!'),
            number: number);
    }

    public static string Ids(IEnumerable<Revision> revisions) => string.Join(' ', revisions.Select(revision => revision.Id));
}
