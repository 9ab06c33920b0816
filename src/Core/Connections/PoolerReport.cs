namespace SchemaMigrate.Connections;

/// <summary>What the probe for a connection pooler found.</summary>
/// <param name="Kind">The verdict.</param>
/// <param name="Evidence">What was seen, one sentence each.</param>
public sealed record PoolerReport(PoolerKind Kind, IReadOnlyList<string> Evidence)
{
    /// <summary>Whether locks and settings of a session hold.</summary>
    public bool SessionsHold => Kind != PoolerKind.Transaction;
}
