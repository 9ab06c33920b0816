using SchemaMigrate.Operations;
using SchemaMigrate.Revisions;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Planning;

/// <summary>Reads what a revision runs: the sections of a SQL file, or the operations that the blocks of a PowerShell file give, lowered.</summary>
internal sealed class BodyReader(RevisionEvaluator evaluator, LoweringContext lowering)
{
    internal async Task<RevisionBody> ReadAsync(Revision revision, CancellationToken cancellationToken) =>
        revision.Format == RevisionFormat.Sql
            ? FromSections(revision, cancellationToken)
            : OperationBody.Of(revision.FileName, await evaluator(revision, cancellationToken), lowering);

    /// <summary>The checksum over the meaning of a revision's upgrade, without lowering it.</summary>
    internal async Task<string> SemanticChecksumAsync(Revision revision, CancellationToken cancellationToken) =>
        revision.Format == RevisionFormat.Sql
            ? SemanticChecksum.Compute(revision.Sections!.Upgrade.Text, cancellationToken)
            : OperationBody.ChecksumOf((await evaluator(revision, cancellationToken)).Upgrade);

    private static RevisionBody FromSections(Revision revision, CancellationToken cancellationToken)
    {
        var sections = revision.Sections!;
        return new RevisionBody(
            [.. Part(sections.Upgrade), .. Verification(revision, sections, cancellationToken)],
            sections.Downgrade is { } downgrade ? Part(downgrade) : null,
            sections.IrreversibleReason,
            sections.Downgrade is null ? ReversibilityGrade.Irreversible : ReversibilityGrade.Exact,
            null,
            SemanticChecksum.Compute(sections.Upgrade.Text, cancellationToken));
    }

    // Every query of a verify section must return true after the upgrade; otherwise the revision is not applied.
    private static IEnumerable<BodyPart> Verification(Revision revision, SqlSections sections, CancellationToken cancellationToken) =>
        from section in sections.Verify
        from query in SqlScript.Parse(section.Text, cancellationToken).Statements
        let line = section.StartLine + query.Line - 1
        let assertion = new AssertionOperationStep(
            query.Text, AssertionExpectation.True, $"Verification failed at {revision.FileName}:{line}: the query did not return true.")
        select new BodyPart(assertion.ToSqlStatement(), 0, true) { AssertedQuery = assertion.Query };

    private static IReadOnlyList<BodyPart> Part(SqlSection section) => BodyText.Read(section.Text, section.StartLine);
}
