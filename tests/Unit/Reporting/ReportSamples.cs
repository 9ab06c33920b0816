using SchemaMigrate.Errors;
using SchemaMigrate.Execution;
using SchemaMigrate.Operations;
using SchemaMigrate.Planning;
using SchemaMigrate.Preflight;
using SchemaMigrate.Reporting;
using SchemaMigrate.Revisions;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Tests.Reporting;

/// <summary>Findings with names that try to break out of every format.</summary>
internal static class ReportSamples
{
    public const string Attack = "##vso[task.setvariable variable=x]y ::error::z\n::set-output name=a::b\r\n<script>]]>&\"' | `x` @team \u001b[31m %0A ; ]";

    public static Report All
    {
        get
        {
            var sql = "-- ignore SM009: imported\nALTER TABLE t ADD a json;\nCREATE INDEX i ON t (a);\n\nALTER TABLE t\n    ADD b int NOT NULL;\nCREATE UNIQUE INDEX CONCURRENTLY u ON t (b);";
            var source = new PreflightSource([new SourcePart(sql, 10)], SourceRunner.Module) { Path = "/srv/app/migrations/a b.sql", Revision = "ae10" };
            var findings = new PreflightEngine().Examine(source).Findings.ToList();
            findings.Add(findings.First(finding => finding.RuleId == "SM031").Weigh(new Evidence("catalog", EvidenceWeight.Dismisses, "The table has 12 rows.")));
            findings.Add(findings[0] with { Message = Attack, Statement = Attack, Path = "/elsewhere/;],:.sql", Table = Attack, Evidence = [new Evidence("data", EvidenceWeight.Informs, Attack)] });
            return new Report
            {
                Findings = findings,
                Errors = [new MigrationException(PreflightErrors.FileUnreadable, "The file " + Attack)],
                Root = "/srv/app",
            };
        }
    }

    /// <summary>A report of everything that can be reported, with a text in every place that takes one.</summary>
    public static Report With(string text)
    {
        // PostgreSQL has no longer names, and none with NUL.
        var name = QualifiedName.Of(null, text[..Math.Min(text.Length, 20)].Replace('\0', ' '));
        var statement = new PlannedStatement(text, StatementKind.Update, 1, 1, [new RelationLock(name, LockMode.RowExclusive)], LockMode.RowExclusive, true, false);
        var step = new Step(text, 1, 1, StepKind.Transaction, [statement], text);
        var revision = new PlannedRevision(text, [text], text, RevisionPhase.Contract, text, text, text, text, text, text, text, ReversibilityGrade.Lossy, text);
        var held = new Hold(text, text, RevisionPhase.Contract, text, text, text, []);
        var plan = new Plan(PlanDirection.Upgrade, text, 18, text, [text], text, [revision], [step]) { Notes = [text], Held = [held] };
        var done = new RevisionResult(text, text, PlanDirection.Upgrade, 1, 2, TimeSpan.FromSeconds(1.5));
        var run = new RunResult(Guid.Empty, PlanDirection.Upgrade, text, text, true, [text], [text], [done], [], [text], text, TimeSpan.Zero, TimeSpan.FromSeconds(2)) { Held = [held] };
        var finding = new Finding
        {
            RuleId = "SM031", Severity = Severity.Danger, Title = text, Message = text, Why = text, SafeAlternative = text, Revision = text, Step = 1, Path = text, Line = 3, Column = 4,
            Statement = text, Table = text, TableRows = 1, TableBytes = 2, Estimated = TimeSpan.FromSeconds(3), Evidence = [new Evidence(text, EvidenceWeight.Informs, text) { Query = text, Samples = [text] }],
        };
        return new Report
        {
            Findings = [finding, finding with { Severity = Severity.Warning }, finding with { Severity = Severity.Info }, finding with { IgnoredBecause = text }, finding with { Verdict = FindingVerdict.Dismissed }],
            Plans = [plan, plan with { Revisions = [], Steps = [] }],
            Runs = [run, run with { Changed = false }],
            Errors = [new MigrationException(PreflightErrors.FileUnreadable, text), new InvalidOperationException(text)],
            Root = "/work",
        };
    }
}
