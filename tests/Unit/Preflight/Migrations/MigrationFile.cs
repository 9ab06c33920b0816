using System.Text.RegularExpressions;
using SchemaMigrate.Preflight;

namespace SchemaMigrate.Tests.Preflight.Migrations;

/// <summary>
/// A migration as projects have them, for the database of the rules' examples. Behind each line stand the rules that are to find something there, as a warning or
/// worse: <c>-- SM031 SM094</c>.
/// </summary>
internal sealed partial record MigrationFile(string Name, RuleExample Example)
{
    public static IReadOnlyList<string> Names { get; } = [.. Directory.GetFiles(Folder, "*.sql").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    private static string Folder => Path.Combine(RuleExample.Folder, "..", "..", "..", "tests", "Unit", "Preflight", "Migrations");

    public static MigrationFile Read(string name) => new(name, new RuleExample("SM000", true, File.ReadAllText(Path.Combine(Folder, name))));

    /// <summary>What is to be found: line and rule.</summary>
    public IEnumerable<string> Expected => Example.Text.Split('\n')
        .SelectMany((line, index) => Marks().Match(line) is { Success: true } marks ? marks.Groups["rule"].Captures.Select(rule => $"{index + 1} {rule.Value}") : [])
        .Order(StringComparer.Ordinal);

    public static IEnumerable<string> Found(Examination examination) => examination.Findings
        .Where(finding => finding.Severity >= Severity.Warning).Select(finding => $"{finding.Line} {finding.RuleId}").Distinct().Order(StringComparer.Ordinal);

    [GeneratedRegex(@"--( (?<rule>SM\d{3}))+$")]
    private static partial Regex Marks();
}
