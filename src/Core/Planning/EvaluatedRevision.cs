using SchemaMigrate.Operations;

namespace SchemaMigrate.Planning;

/// <summary>What the blocks of a PowerShell revision gave when they were evaluated.</summary>
/// <param name="Upgrade">The operations of the Upgrade block.</param>
/// <param name="Downgrade">The operations of the Downgrade block; null when the file has none, and the inverses of the upgrade are used.</param>
/// <param name="IrreversibleReason">The reason given with Irreversible; null when it was not said.</param>
public sealed record EvaluatedRevision(
    IReadOnlyList<Operation> Upgrade, IReadOnlyList<Operation>? Downgrade, string? IrreversibleReason);
