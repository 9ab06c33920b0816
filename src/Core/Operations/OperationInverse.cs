namespace SchemaMigrate.Operations;

/// <summary>What undoes an operation.</summary>
/// <param name="Grade">How well it undoes it.</param>
/// <param name="Operations">The operations that undo it, in the order of execution; empty when irreversible, or when there is nothing to undo.</param>
/// <param name="Reason">What is lost (lossy) or why there is no way back (irreversible); null when exact.</param>
public sealed record OperationInverse(ReversibilityGrade Grade, ValueList<Operation> Operations, string? Reason)
{
    /// <summary>An exact inverse; without operations when there is nothing to undo.</summary>
    public static OperationInverse Exact(params Operation[] operations) => new(ReversibilityGrade.Exact, operations.ToValueList(), null);

    /// <summary>An inverse that restores the shape but not everything.</summary>
    public static OperationInverse Lossy(string reason, params Operation[] operations) =>
        new(ReversibilityGrade.Lossy, operations.ToValueList(), reason);

    /// <summary>No inverse.</summary>
    public static OperationInverse Irreversible(string reason) => new(ReversibilityGrade.Irreversible, [], reason);
}
