using System.Text.Json;
using SchemaMigrate.Reporting;

namespace SchemaMigrate.Tests.Reporting;

public class SarifReportTests
{
    private static readonly JsonElement Document = JsonDocument.Parse(ReportWriter.Write(ReportSamples.All, ReportFormat.Sarif)).RootElement;

    private static JsonElement Run => Document.GetProperty("runs")[0];

    [Fact]
    public void The_document_has_what_the_standard_requires_and_nothing_that_it_does_not_know()
    {
        Assert.Equal("2.1.0", Document.GetProperty("version").GetString());
        Keys(Document, ["version", "runs"], ["$schema"]);
        Keys(Run, ["tool"], ["results", "columnKind", "invocations"]);
        Keys(Run.GetProperty("tool"), ["driver"], []);
        Keys(Run.GetProperty("tool").GetProperty("driver"), ["name"], ["semanticVersion", "rules"]);
        Assert.Equal("utf16CodeUnits", Run.GetProperty("columnKind").GetString());
        Assert.Matches(@"^\d+\.\d+\.\d+", Run.GetProperty("tool").GetProperty("driver").GetProperty("semanticVersion").GetString());
        foreach (var invocation in Run.GetProperty("invocations").EnumerateArray())
        {
            Keys(invocation, ["executionSuccessful"], ["toolExecutionNotifications"]);
            Assert.All(invocation.GetProperty("toolExecutionNotifications").EnumerateArray(), each => Keys(each, ["message"], ["level"]));
        }
    }

    [Fact]
    public void Every_rule_is_described_once()
    {
        var rules = Run.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray().ToList();

        Assert.Equal(rules.Count, rules.Select(rule => rule.GetProperty("id").GetString()).Distinct().Count());
        foreach (var rule in rules)
        {
            Keys(rule, ["id"], ["name", "shortDescription", "fullDescription", "help", "defaultConfiguration", "properties"]);
            Assert.Matches("^[A-Z][A-Za-z0-9]+$", rule.GetProperty("name").GetString());
            Keys(rule.GetProperty("help"), ["text"], ["markdown"]);
            Keys(rule.GetProperty("defaultConfiguration"), [], ["level", "enabled"]);
            Assert.Contains(rule.GetProperty("defaultConfiguration").GetProperty("level").GetString(), new[] { "error", "warning", "note", "none" });
        }
    }

    [Fact]
    public void Every_result_points_to_its_rule_and_its_place()
    {
        var rules = Run.GetProperty("tool").GetProperty("driver").GetProperty("rules");
        var results = Run.GetProperty("results").EnumerateArray().ToList();

        Assert.Equal(ReportSamples.All.Findings.Count, results.Count);
        foreach (var result in results)
        {
            Keys(result, ["message"], ["ruleId", "ruleIndex", "kind", "level", "partialFingerprints", "properties", "locations", "suppressions"]);
            Assert.Equal(result.GetProperty("ruleId").GetString(), rules[result.GetProperty("ruleIndex").GetInt32()].GetProperty("id").GetString());
            Assert.Equal(result.GetProperty("kind").GetString() == "fail", result.GetProperty("level").GetString() != "none");
            var place = result.GetProperty("locations")[0].GetProperty("physicalLocation");
            Keys(place, ["artifactLocation"], ["region"]);
            Assert.True(Uri.TryCreate(place.GetProperty("artifactLocation").GetProperty("uri").GetString(), UriKind.RelativeOrAbsolute, out _));
            Keys(place.GetProperty("region"), ["startLine"], ["startColumn", "snippet"]);
            Assert.True(place.GetProperty("region").GetProperty("startLine").GetInt32() >= 1);
        }

        var required = results.Single(result => result.GetProperty("ruleId").GetString() == "SM004" && !result.GetProperty("message").GetProperty("text").GetString()!.Contains("script", StringComparison.Ordinal));
        var location = required.GetProperty("locations")[0].GetProperty("physicalLocation");
        Assert.Equal("migrations/a%20b.sql", location.GetProperty("artifactLocation").GetProperty("uri").GetString());
        Assert.Equal("%SRCROOT%", location.GetProperty("artifactLocation").GetProperty("uriBaseId").GetString());
        Assert.Equal((15, 9), (location.GetProperty("region").GetProperty("startLine").GetInt32(), location.GetProperty("region").GetProperty("startColumn").GetInt32()));
    }

    [Fact]
    public void What_is_ignored_is_suppressed_and_what_is_dismissed_passes()
    {
        var results = Run.GetProperty("results").EnumerateArray().ToList();

        var ignored = results.Single(result => result.TryGetProperty("suppressions", out _));
        Assert.Equal("SM009", ignored.GetProperty("ruleId").GetString());
        Assert.Equal("imported", ignored.GetProperty("suppressions")[0].GetProperty("justification").GetString());
        Assert.Equal("SM031", results.Single(result => result.GetProperty("kind").GetString() == "pass").GetProperty("ruleId").GetString());
    }

    [Fact]
    public void Equal_findings_have_fingerprints_of_their_own()
    {
        var prints = Run.GetProperty("results").EnumerateArray().Select(result => result.GetProperty("partialFingerprints").GetProperty("statement/v1").GetString()).ToList();

        Assert.Equal(prints.Count, prints.Distinct().Count());
    }

    private static void Keys(JsonElement element, string[] required, string[] optional)
    {
        var keys = element.EnumerateObject().Select(property => property.Name).ToList();
        Assert.All(required, key => Assert.Contains(key, keys));
        Assert.All(keys, key => Assert.Contains(key, required.Concat(optional)));
    }
}
