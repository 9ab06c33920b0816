using SchemaMigrate.Catalog;
using SchemaMigrate.Planning;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>Brings what a rehearsal showed to the findings.</summary>
public static class RehearsalEvidence
{
    /// <summary>The findings with what their statements did, and those of the rehearsal itself.</summary>
    /// <param name="examination">The findings before.</param>
    /// <param name="report">The rehearsal of the same revisions.</param>
    public static IReadOnlyList<Finding> Apply(Examination examination, RehearsalReport report)
    {
        ArgumentNullException.ThrowIfNull(examination);
        ArgumentNullException.ThrowIfNull(report);
        var statements = report.Steps.Where(step => step.Direction == PlanDirection.Upgrade)
            .SelectMany(step => step.Statements, (step, statement) => (step.Revision, statement.Statement.Sql, Statement: statement))
            .Where(pair => pair.Statement.Failure is null)
            .DistinctBy(pair => (pair.Revision, pair.Sql))
            .ToDictionary(pair => (pair.Revision, pair.Sql), pair => pair.Statement);
        return
        [
            .. examination.Findings.Select(finding => statements.TryGetValue((finding.Revision, finding.Statement), out var statement)
                && (finding.LockMode != LockMode.None || finding.Rewrites || finding.Scans || IsOpaque(finding))
                    ? finding.Weigh(Evidence(finding, statement, report.ServerVersion))
                    : finding),
            .. report.Findings,
        ];
    }

    private static Evidence Evidence(Finding finding, RehearsedStatement statement, string version)
    {
        var locks = statement.Locks.Count == 0 ? "no lock beyond those held before" : string.Join(", ", statement.Locks.Select(held => $"{LockText.Of(held.Mode)} on {held.Relation.Display}"));
        var text = $"On PostgreSQL {version} it took {locks}; "
            + (statement.Rewritten.Count > 0 ? $"rewrote {string.Join(", ", statement.Rewritten)}; " : "")
            + (statement.Scanned.Count > 0 ? $"read {string.Join(", ", statement.Scanned)}; " : "")
            + $"{Quantity.Time(statement.Duration)}.";
        if (IsOpaque(finding))
        {
            // What the text hides was seen; on other rows a block may still take another way.
            var blocks = statement.Rewritten.Count > 0 || statement.Locks.Any(held => held.Mode >= LockMode.Share);
            return new Evidence("rehearsal", blocks ? EvidenceWeight.Confirms : EvidenceWeight.Informs, text) { Severity = blocks ? null : Severity.Info };
        }

        var seen = finding.Rewrites && statement.Rewritten.Count > 0;
        return new Evidence("rehearsal", seen && finding.Verdict == FindingVerdict.Presumed ? EvidenceWeight.Confirms : EvidenceWeight.Informs, text);
    }

    private static bool IsOpaque(Finding finding) => finding.RuleId == OpaqueRules.Dynamic.Metadata.Id;
}
