namespace SchemaMigrate.Revisions;

/// <summary>Open when somebody has approved the revision.</summary>
public sealed record ApprovalGate : Gate
{
    /// <inheritdoc/>
    public override string ToString() => "approval";
}
