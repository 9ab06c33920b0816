using NJsonSchema;
using SchemaMigrate.Preflight;
using SchemaMigrate.Reporting;

namespace SchemaMigrate.Tests.Reporting;

/// <summary>Our SARIF against the standard's schema.</summary>
public class SarifSchemaTests
{
    private static readonly Lazy<JsonSchema> Schema = new(Read);

    [Fact]
    public void Every_kind_of_result_is_valid() => Valid(ReportSamples.All);

    [Theory]
    [MemberData(nameof(HostileTexts.All), MemberType = typeof(HostileTexts))]
    public void No_text_makes_it_invalid(string text) => Valid(ReportSamples.With(text));

    [Fact]
    public void Nothing_found_is_valid() => Valid(new Report());

    [Fact]
    public void The_description_of_every_rule_is_valid() => Valid(new Report
    {
        Findings = [.. RuleCatalog.Rules.Select(rule => new Finding
        {
            RuleId = rule.Id, Severity = rule.Severity, Title = rule.Title, Message = rule.Hazard, Why = rule.Why, SafeAlternative = rule.SafeAlternative, Path = "a.sql", Line = 1, Column = 1,
        })],
    });

    [Theory]
    [InlineData("\"version\": \"2.1.0\"", "\"version\": \"2.0.0\"")]
    [InlineData("\"startLine\": 15", "\"startLine\": 0")]
    [InlineData("\"columnKind\"", "\"columKind\"")]
    [InlineData("\"level\": \"warning\"", "\"level\": \"danger\"")]
    public void A_broken_report_is_told_apart(string right, string wrong)
    {
        var report = ReportWriter.Write(ReportSamples.All, ReportFormat.Sarif);

        Assert.Contains(right, report, StringComparison.Ordinal);
        Assert.NotEmpty(Schema.Value.Validate(report.Replace(right, wrong, StringComparison.Ordinal)));
    }

    private static void Valid(Report report)
    {
        var errors = Schema.Value.Validate(ReportWriter.Write(report, ReportFormat.Sarif));

        Assert.True(errors.Count == 0, string.Join('\n', errors));
    }

    private static JsonSchema Read()
    {
        using var stream = typeof(SarifSchemaTests).Assembly.GetManifestResourceStream("sarif-2.1.0.json")!;
        using var reader = new StreamReader(stream);
        return JsonSchema.FromJsonAsync(reader.ReadToEnd()).GetAwaiter().GetResult();
    }
}
