using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SchemaMigrate.Connections;
using SchemaMigrate.Preflight;

namespace SchemaMigrate.Reporting;

/// <summary>SARIF 2.1.0 (OASIS standard). Plans and runs are told in the run's invocation: SARIF knows results of an analysis only.</summary>
internal static class SarifReport
{
    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true };

    public static string Write(Report report)
    {
        var rules = report.Findings.Select(finding => finding.RuleId).Distinct().Order(StringComparer.Ordinal).ToList();
        var results = new JsonArray();
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var finding in report.Findings)
        {
            results.Add(Result(report, finding, rules.IndexOf(finding.RuleId), seen));
        }

        var document = new JsonObject
        {
            ["$schema"] = "https://json.schemastore.org/sarif-2.1.0.json",
            ["version"] = "2.1.0",
            ["runs"] = new JsonArray(new JsonObject
            {
                ["tool"] = new JsonObject
                {
                    ["driver"] = new JsonObject
                    {
                        ["name"] = ToolIdentity.Name,
                        ["semanticVersion"] = ToolIdentity.Version,
                        ["rules"] = new JsonArray([.. rules.Select(id => (JsonNode)SarifRule.Of(id))]),
                    },
                },
                ["columnKind"] = "utf16CodeUnits",
                ["invocations"] = new JsonArray(Invocation(report)),
                ["results"] = results,
            }),
        };
        return document.ToJsonString(Options).ReplaceLineEndings("\n") + "\n";
    }

    private static JsonObject Invocation(Report report)
    {
        var notifications = report.Plans.Select(plan => Notification("note", ReportText.Of(plan)))
            .Concat(report.Runs.Select(run => Notification("note", ReportText.Of(run))))
            .Concat(report.Errors.Select(error => Notification("error", $"{Report.IdOf(error)}: {error.Message}")));
        return new JsonObject
        {
            ["executionSuccessful"] = report.Errors.Count == 0,
            ["toolExecutionNotifications"] = new JsonArray([.. notifications.Select(each => (JsonNode)each)]),
        };
    }

    private static JsonObject Notification(string level, string text) => new JsonObject { ["level"] = level, ["message"] = Message(text) };

    private static JsonObject Result(Report report, Finding finding, int ruleIndex, Dictionary<string, int> seen)
    {
        var dismissed = finding.Verdict == FindingVerdict.Dismissed;
        var result = new JsonObject
        {
            ["ruleId"] = finding.RuleId,
            ["ruleIndex"] = ruleIndex,
            ["kind"] = dismissed ? "pass" : "fail",
            ["level"] = dismissed ? "none" : SarifRule.Level(finding.Severity),
            ["message"] = Message(ReportText.Full(finding)),
            ["partialFingerprints"] = new JsonObject { ["statement/v1"] = Fingerprint(report, finding, seen) },
            ["properties"] = Properties(finding),
        };
        if (report.Spell(finding.Path) is { } path)
        {
            result["locations"] = new JsonArray(new JsonObject { ["physicalLocation"] = Location(path, finding) });
        }

        if (finding.IgnoredBecause is { } reason)
        {
            result["suppressions"] = new JsonArray(new JsonObject { ["kind"] = "inSource", ["justification"] = LogText.NeutraliseLine(reason) });
        }

        return result;
    }

    private static JsonObject Location(string path, Finding finding)
    {
        var absolute = Path.IsPathFullyQualified(path);
        var artifact = new JsonObject
        {
            ["uri"] = absolute ? new Uri(path).AbsoluteUri : string.Join('/', path.Split('/').Select(Uri.EscapeDataString)),
        };
        if (!absolute)
        {
            artifact["uriBaseId"] = "%SRCROOT%";
        }

        var location = new JsonObject { ["artifactLocation"] = artifact };
        if (finding.Line > 0)
        {
            location["region"] = new JsonObject
            {
                ["startLine"] = finding.Line,
                ["startColumn"] = Math.Max(1, finding.Column),
                ["snippet"] = new JsonObject { ["text"] = LogText.Neutralise(finding.Statement) },
            };
        }

        return location;
    }

    private static JsonObject Properties(Finding finding)
    {
        var properties = new JsonObject
        {
            ["severity"] = finding.Severity.ToString(),
            ["verdict"] = finding.Verdict.ToString(),
            ["lockMode"] = finding.LockMode.ToString(),
            ["rewrites"] = finding.Rewrites,
            ["scans"] = finding.Scans,
        };
        foreach (var (name, value) in new (string, string?)[]
        {
            ("revision", finding.Revision), ("table", finding.Table), ("tableRows", finding.TableRows?.ToString(CultureInfo.InvariantCulture)),
            ("tableBytes", finding.TableBytes?.ToString(CultureInfo.InvariantCulture)), ("estimated", finding.Estimated?.ToString("c", CultureInfo.InvariantCulture)),
        })
        {
            if (value is not null)
            {
                properties[name] = LogText.NeutraliseLine(value);
            }
        }

        if (finding.Evidence.Count > 0)
        {
            properties["evidence"] = new JsonArray([.. finding.Evidence.Select(evidence => (JsonNode)LogText.NeutraliseLine(evidence.ToString()))]);
        }

        return properties;
    }

    /// <summary>The same for the same statement in the same file, wherever it moves; equal ones are numbered.</summary>
    private static string Fingerprint(Report report, Finding finding, Dictionary<string, int> seen)
    {
        var text = $"{finding.RuleId}\n{report.Spell(finding.Path)}\n{finding.Statement}\n{finding.Message}";
        var hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
        var number = seen[hash] = seen.GetValueOrDefault(hash) + 1;
        return string.Create(CultureInfo.InvariantCulture, $"{hash}:{number}");
    }

    private static JsonObject Message(string text) => new() { ["text"] = ReportText.Line(text) };
}
