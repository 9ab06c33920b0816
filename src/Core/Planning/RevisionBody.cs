using SchemaMigrate.Operations;

namespace SchemaMigrate.Planning;

/// <summary>What a revision runs in both directions, whatever its format.</summary>
/// <param name="Upgrade">The upgrade.</param>
/// <param name="Downgrade">The downgrade; null when there is none.</param>
/// <param name="IrreversibleReason">Why there is no way back; null when there is one or nothing was said.</param>
/// <param name="Grade">How well the downgrade restores what was.</param>
/// <param name="Loss">What the downgrade loses; null when nothing.</param>
/// <param name="SemanticChecksum">Checksum over the meaning of the upgrade.</param>
internal sealed record RevisionBody(
    IReadOnlyList<BodyPart> Upgrade,
    IReadOnlyList<BodyPart>? Downgrade,
    string? IrreversibleReason,
    ReversibilityGrade Grade,
    string? Loss,
    string SemanticChecksum);
