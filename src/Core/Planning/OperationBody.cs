using SchemaMigrate.Operations;

namespace SchemaMigrate.Planning;

/// <summary>The body that operations make: lowered, with their inverses in reverse order as the way back.</summary>
internal static class OperationBody
{
    internal static RevisionBody Of(string place, EvaluatedRevision evaluated, LoweringContext lowering)
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
            BodyLowering.Lower(place, evaluated.Upgrade, lowering),
            downgrade is null ? null : BodyLowering.Lower(place, downgrade, lowering),
            irreversible,
            irreversible is not null ? ReversibilityGrade.Irreversible : loss is null ? ReversibilityGrade.Exact : ReversibilityGrade.Lossy,
            loss,
            ChecksumOf(evaluated.Upgrade));
    }

    // What an operation says of itself, not what it lowers to: the same file must have the same checksum on every server version.
    internal static string ChecksumOf(IReadOnlyList<Operation> operations) =>
        "op1:" + PlanHash.OfStatements(StepKind.Transaction, operations.Select(operation => operation.ToScript()));

    private static string? Join(IEnumerable<OperationInverse> inverses)
    {
        var reasons = inverses.Select(inverse => inverse.Reason).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        return reasons.Count == 0 ? null : string.Join(" ", reasons);
    }
}
