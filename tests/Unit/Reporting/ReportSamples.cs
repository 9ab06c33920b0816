using SchemaMigrate.Errors;
using SchemaMigrate.Preflight;
using SchemaMigrate.Reporting;

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
            var source = new PreflightSource([new SourcePart(sql, 10)], SourceRunner.Module) { Path = "/work/app/migrations/a b.sql", Revision = "ae10" };
            var findings = new PreflightEngine().Examine(source).Findings.ToList();
            findings.Add(findings.First(finding => finding.RuleId == "SM031").Weigh(new Evidence("catalog", EvidenceWeight.Dismisses, "The table has 12 rows.")));
            findings.Add(findings[0] with { Message = Attack, Statement = Attack, Path = "/elsewhere/;],:.sql", Table = Attack, Evidence = [new Evidence("data", EvidenceWeight.Informs, Attack)] });
            return new Report
            {
                Findings = findings,
                Errors = [new MigrationException(PreflightErrors.FileUnreadable, "The file " + Attack)],
                Root = "/work/app",
            };
        }
    }
}
