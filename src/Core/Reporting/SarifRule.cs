using System.Text.Json.Nodes;
using SchemaMigrate.Preflight;

namespace SchemaMigrate.Reporting;

/// <summary>Rules as SARIF describes them.</summary>
internal static class SarifRule
{
    public static string Level(Severity severity) => severity switch
    {
        >= Severity.Danger => "error",
        Severity.Warning => "warning",
        _ => "note",
    };

    public static JsonObject Of(string id)
    {
        var rule = RuleCatalog.Find(id);
        if (rule is null)
        {
            return new JsonObject { ["id"] = id };
        }

        return new JsonObject
        {
            ["id"] = id,
            ["name"] = Name(rule.Title),
            ["shortDescription"] = Text(rule.Title),
            ["fullDescription"] = Text($"{rule.Hazard} {rule.Why}"),
            ["help"] = new JsonObject
            {
                ["text"] = rule.SafeAlternative,
                ["markdown"] = $"{MarkdownReport.Cell(rule.Hazard)} {MarkdownReport.Cell(rule.Why)}\n\n**Instead:** {MarkdownReport.Cell(rule.SafeAlternative)}",
            },
            ["defaultConfiguration"] = new JsonObject { ["level"] = Level(rule.Severity), ["enabled"] = !rule.OptIn },
            ["properties"] = new JsonObject { ["tags"] = new JsonArray("postgresql", "migration") },
        };
    }

    /// <summary>The title in Pascal case, as SARIF wants names.</summary>
    private static string Name(string title) => string.Concat(
        title.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => new string([.. word.Where(char.IsLetterOrDigit)])).Where(word => word.Length > 0)
            .Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    private static JsonObject Text(string text) => new() { ["text"] = text };
}
