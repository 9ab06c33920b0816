namespace SchemaMigrate.Tests.Preflight.Hazards;

/// <summary>hazards.txt: every hazard of a schema change that is known, and how each shows.</summary>
internal static class HazardList
{
    public static IReadOnlyList<(int Number, string Title, IReadOnlyList<HazardCase> Cases)> All { get; } = Read();

    public static IEnumerable<HazardCase> Cases(params string[] depths) => All.SelectMany(hazard => hazard.Cases).Where(each => depths.Contains(each.Depth));

    private static List<(int, string, IReadOnlyList<HazardCase>)> Read()
    {
        var hazards = new List<(int, string, IReadOnlyList<HazardCase>)>();
        var cases = new List<HazardCase>();
        foreach (var line in File.ReadLines(Path.Combine(RuleExample.Folder, "..", "..", "..", "tests", "Unit", "Preflight", "Hazards", "hazards.txt")))
        {
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            if (line[0] == ' ')
            {
                cases.Add(HazardCase.Parse(hazards[^1].Item1, line));
                continue;
            }

            var parts = line.Split(" | ");
            cases = [];
            hazards.Add((int.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture), parts[1], cases));
        }

        return hazards;
    }
}
