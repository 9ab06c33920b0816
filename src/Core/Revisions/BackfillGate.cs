namespace SchemaMigrate.Revisions;

/// <summary>Open when the named backfill is finished and proven.</summary>
/// <param name="Name">The backfill's name.</param>
public sealed record BackfillGate(string Name) : Gate
{
    /// <inheritdoc/>
    public override string ToString() => $"backfill({Name})";
}
