using System.Text.RegularExpressions;
using SchemaMigrate.Preflight;

namespace SchemaMigrate.Tests.Preflight.Hazards;

/// <summary>A line of hazards.txt: how a hazard shows.</summary>
internal sealed partial record HazardCase(int Number, string Depth, bool ByPsql, string? Server, string Rule, string Setup, string Text)
{
    public PreflightSource Source => new([new SourcePart(Text)], ByPsql ? SourceRunner.Other : SourceRunner.Module);

    public static HazardCase Parse(int number, string line)
    {
        var match = Line().Match(line);
        Assert.True(match.Success, $"hazards.txt: {line}");
        var parts = match.Groups["rest"].Value.Split(" => ", 2);
        return new HazardCase(
            number, match.Groups["depth"].Value, match.Groups["psql"].Success, match.Groups["server"].Success ? match.Groups["server"].Value : null,
            match.Groups["rule"].Value, parts.Length == 2 ? parts[0] : "", parts[^1]);
    }

    public bool IsFor(int major) => Server is null || Server == major.ToString(System.Globalization.CultureInfo.InvariantCulture);

    [GeneratedRegex("^  (?<depth>text|live|sure|gone|test|note) ((?<psql>psql) )?((?<server>[0-9.]+) )?((?<rule>SM[0-9]{3}) )?(?<rest>.+)$")]
    private static partial Regex Line();
}
