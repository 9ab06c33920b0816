using System.Globalization;
using System.Text.RegularExpressions;
using SchemaMigrate.Preflight;
using SchemaMigrate.Projects;
using SchemaMigrate.Revisions;

namespace SchemaMigrate.Tests.Preflight;

/// <summary>
/// An example file of a rule. Comments at its head say how it is meant: <c>run by: psql</c>, <c>server: 18+</c>, <c>17-</c> or <c>14.2</c>,
/// <c>fails: SQLSTATE</c>, <c>not run: reason</c>. A comment with the rule's id stands behind each line that is to be flagged.
/// </summary>
internal sealed partial record RuleExample(string RuleId, bool Bad, string Text)
{
    public static string Folder { get; } = FindFolder();

    public static string Setup { get; } = File.ReadAllText(Path.Combine(Folder, "setup.sql"));

    public string? Fails => Directive("fails");

    public bool ByPsql => Directive("run by") == "psql";

    public bool IsRun => Directive("not run") is null && Directive("server")?.Contains('.', StringComparison.Ordinal) != true;

    public IReadOnlyList<int> FlaggedLines
    {
        get
        {
            var lines = Text.Split('\n');
            var marked = Enumerable.Range(0, lines.Length).Where(i => lines[i].EndsWith($"-- {RuleId}", StringComparison.Ordinal)).Select(i => i + 1).ToList();
            return marked.Count > 0 ? marked : [Array.FindIndex(lines, line => !DirectiveLine().IsMatch(line)) + 1];
        }
    }

    public static RuleExample Read(string ruleId, bool bad) =>
        new(ruleId, bad, File.ReadAllText(Path.Combine(Folder, ruleId, bad ? "bad.sql" : "good.sql")));

    public bool IsFor(int major) => Directive("server") is not { } server
        || (server.Contains('.', StringComparison.Ordinal) ? major == int.Parse(server.Split('.')[0], CultureInfo.InvariantCulture)
            : server.EndsWith('+') ? major >= int.Parse(server[..^1], CultureInfo.InvariantCulture)
            : major <= int.Parse(server[..^1], CultureInfo.InvariantCulture));

    public Examination Examine(int major)
    {
        var server = Directive("server") is { } text && text.Contains('.', StringComparison.Ordinal) && ServerVersion.TryParse(text, out var exact) ? exact : new ServerVersion(major);
        var options = new PreflightOptions { Server = server };
        if (RuleCatalog.Find(RuleId) is { OptIn: true })
        {
            options = options with { RuleSeverities = new Dictionary<string, ConfiguredSeverity> { [RuleId] = ConfiguredSeverity.Warning } };
        }

        return new PreflightEngine(options).Examine(Source);
    }

    public PreflightSource Source => RevisionSources.IsRevision(Text)
        ? RevisionSources.Of(Revision.Parse($"20240101000000_{RuleId}.sql", Text))
        : new PreflightSource([new SourcePart(Text)], ByPsql ? SourceRunner.Other : SourceRunner.Module);

    private string? Directive(string name) =>
        Text.Split('\n').TakeWhile(line => DirectiveLine().IsMatch(line)).FirstOrDefault(line => line.StartsWith($"-- {name}: ", StringComparison.Ordinal))?[(name.Length + 5)..].Trim();

    private static string FindFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "SchemaMigrate.sln")))
        {
            folder = folder.Parent!;
        }

        return Path.Combine(folder.FullName, "docs", "rules", "examples");
    }

    [GeneratedRegex("^-- (run by|server|fails|not run): ")]
    private static partial Regex DirectiveLine();
}
