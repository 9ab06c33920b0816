using SchemaMigrate.Operations;
using SchemaMigrate.Revisions;

namespace SchemaMigrate.Planning;

/// <summary>A revision as a plan needs it: enough to write the journal without the file.</summary>
/// <param name="Id">The revision's id.</param>
/// <param name="Parents">Its parents.</param>
/// <param name="Message">Its message.</param>
/// <param name="Phase">Its phase.</param>
/// <param name="FileName">Its file name, without folder.</param>
/// <param name="Path">The full path of its file; null when the plan was read from a plan file or the revision from the journal.</param>
/// <param name="RawChecksum">Checksum over the bytes of the file.</param>
/// <param name="SemanticChecksum">Checksum over the meaning of the upgrade.</param>
/// <param name="UpgradeSql">What the upgrade runs; kept in the journal.</param>
/// <param name="DowngradeSql">What a downgrade would run; null when irreversible or not given. Kept in the journal.</param>
/// <param name="IrreversibleReason">Why there is no way back; null when there is one.</param>
/// <param name="Grade">How well a downgrade restores what was.</param>
/// <param name="Loss">What a downgrade loses; null when nothing.</param>
public sealed record PlannedRevision(
    string Id,
    IReadOnlyList<string> Parents,
    string Message,
    RevisionPhase Phase,
    string FileName,
    string? Path,
    string RawChecksum,
    string SemanticChecksum,
    string UpgradeSql,
    string? DowngradeSql,
    string? IrreversibleReason,
    ReversibilityGrade Grade,
    string? Loss)
{
    /// <summary>The state that the journal has for it; null when the journal does not know it.</summary>
    public RevisionState? State { get; init; }
}
