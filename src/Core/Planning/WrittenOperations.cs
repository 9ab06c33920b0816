using SchemaMigrate.Operations;

namespace SchemaMigrate.Planning;

/// <summary>Operations written out as the sections of a SQL revision.</summary>
/// <param name="Upgrade">The upgrade.</param>
/// <param name="Downgrade">The downgrade; null when irreversible.</param>
/// <param name="IrreversibleReason">Why there is no way back; null when there is one.</param>
public sealed record WrittenOperations(string Upgrade, string? Downgrade, string? IrreversibleReason)
{
    // SQL in a file is fixed; what the oldest supported server accepts, all accept.
    private const int OldestMajor = 15;

    /// <summary>Writes operations out, for every supported server.</summary>
    /// <param name="operations">The operations.</param>
    public static WrittenOperations Of(IReadOnlyList<Operation> operations)
    {
        var body = OperationBody.Of("(operations)", new EvaluatedRevision(operations, null, null), new LoweringContext(OldestMajor));
        return new WrittenOperations(BodyText.Write(body.Upgrade), body.Downgrade is null ? null : BodyText.Write(body.Downgrade), body.IrreversibleReason);
    }
}
