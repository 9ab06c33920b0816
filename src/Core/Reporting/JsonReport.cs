using System.Text.Json;
using System.Text.Json.Serialization;
using SchemaMigrate.Planning;
using SchemaMigrate.Preflight;

namespace SchemaMigrate.Reporting;

/// <summary>JSON with everything in it.</summary>
internal static class JsonReport
{
    public static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    public static string Write(Report report) => JsonSerializer.Serialize(
        new
        {
            Tool = ToolIdentity.Name,
            ToolIdentity.Version,
            Findings = report.Findings.Select(finding => Of(report, finding)),
            Plans = report.Plans.Select(plan => new
            {
                plan.Direction,
                plan.Database,
                plan.ServerMajor,
                plan.Target,
                plan.FromHeads,
                plan.Hash,
                plan.Destructive,
                plan.Notes,
                Held = plan.Held.Select(Of),
                Steps = plan.Steps.Select(step => new { step.RevisionId, step.Ordinal, step.TransactionGroup, step.Kind, step.LockMode, step.Relations, step.Destructive, step.Rewrites, step.Sql }),
            }),
            Runs = report.Runs.Select(run => new
            {
                run.RunId,
                run.Direction,
                run.Database,
                run.Target,
                run.Changed,
                run.FromHeads,
                run.ToHeads,
                Revisions = run.Revisions.Select(revision => new { revision.Id, revision.Message, revision.Steps, revision.Attempts, Seconds = revision.Duration.TotalSeconds }),
                LockMisses = run.LockMisses.Count,
                run.Notes,
                Held = run.Held.Select(Of),
                run.PlanHash,
                Seconds = run.Duration.TotalSeconds,
            }),
            Errors = report.Errors.Select(error => new { Id = Report.IdOf(error), error.Message }),
        },
        Options).ReplaceLineEndings("\n") + "\n";

    private static object Of(Hold held) => new { held.RevisionId, held.Message, held.Phase, held.HeldBy, held.Gate, held.Reason };

    private static object Of(Report report, Finding finding) => new
    {
        finding.RuleId,
        finding.Severity,
        finding.Verdict,
        finding.Title,
        finding.Message,
        finding.Why,
        finding.SafeAlternative,
        finding.Revision,
        finding.Step,
        Path = report.Spell(finding.Path),
        finding.Line,
        finding.Column,
        finding.Statement,
        finding.LockMode,
        finding.BlocksReads,
        finding.BlocksWrites,
        finding.Rewrites,
        finding.Scans,
        finding.Table,
        finding.TableRows,
        finding.TableBytes,
        EstimatedSeconds = finding.Estimated?.TotalSeconds,
        finding.Evidence,
        finding.IgnoredBecause,
        finding.DocsPath,
    };
}
