using SchemaMigrate.Errors;
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
            : FromOperations(revision, await evaluator(revision, cancellationToken));

    /// <summary>The checksum over the meaning of a revision's upgrade, without lowering it.</summary>
    internal async Task<string> SemanticChecksumAsync(Revision revision, CancellationToken cancellationToken) =>
        revision.Format == RevisionFormat.Sql
            ? SemanticChecksum.Compute(revision.Sections!.Upgrade.Text, cancellationToken)
            : ChecksumOf((await evaluator(revision, cancellationToken)).Upgrade);

    private static RevisionBody FromSections(Revision revision, CancellationToken cancellationToken)
    {
        var sections = revision.Sections!;
        return new RevisionBody(
            Part(sections.Upgrade),
            sections.Downgrade is { } downgrade ? Part(downgrade) : null,
            sections.IrreversibleReason,
            sections.Downgrade is null ? ReversibilityGrade.Irreversible : ReversibilityGrade.Exact,
            null,
            SemanticChecksum.Compute(sections.Upgrade.Text, cancellationToken));
    }

    private static IReadOnlyList<BodyPart> Part(SqlSection section) => [new BodyPart(section.Text, section.StartLine, false)];

    private RevisionBody FromOperations(Revision revision, EvaluatedRevision evaluated)
    {
        var inverses = evaluated.Upgrade.Select(operation => operation.Inverse).Reverse().ToList();
        var irreversible = evaluated.IrreversibleReason
            ?? (evaluated.Downgrade is null ? Join(inverses.Where(inverse => inverse.Grade == ReversibilityGrade.Irreversible)) : null);
        var downgrade = irreversible is not null
            ? null
            : evaluated.Downgrade ?? [.. inverses.SelectMany(inverse => inverse.Operations)];
        var loss = evaluated.Downgrade is null && irreversible is null
            ? Join(inverses.Where(inverse => inverse.Grade == ReversibilityGrade.Lossy))
            : null;
        return new RevisionBody(
            Lower(revision, evaluated.Upgrade),
            downgrade is null ? null : Lower(revision, downgrade),
            irreversible,
            irreversible is not null ? ReversibilityGrade.Irreversible : loss is null ? ReversibilityGrade.Exact : ReversibilityGrade.Lossy,
            loss,
            ChecksumOf(evaluated.Upgrade));
    }

    private List<BodyPart> Lower(Revision revision, IReadOnlyList<Operation> operations)
    {
        var parts = new List<BodyPart>();
        var commitFirst = false;
        foreach (var step in operations.SelectMany(operation => operation.Lower(lowering)))
        {
            if (step is not SqlOperationStep sql)
            {
                throw new MigrationException(
                    PlanningErrors.StepNotSupported, $"{revision.FileName}: a step of type {step.GetType().Name} cannot be planned.") { Target = revision.Id };
            }

            parts.Add(new BodyPart(sql.Sql, 0, parts.Count > 0 && (commitFirst || sql.StartsTransaction)));
            commitFirst = sql.EndsTransaction;
        }

        return parts;
    }

    // What an operation says of itself, not what it lowers to: the same file must have the same checksum on every server version.
    private static string ChecksumOf(IReadOnlyList<Operation> operations) =>
        "op1:" + PlanHash.OfStatements(StepKind.Transaction, operations.Select(operation => operation.ToScript()));

    private static string? Join(IEnumerable<OperationInverse> inverses)
    {
        var reasons = inverses.Select(inverse => inverse.Reason).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        return reasons.Count == 0 ? null : string.Join(" ", reasons);
    }
}
