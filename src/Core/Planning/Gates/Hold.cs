using SchemaMigrate.Revisions;

namespace SchemaMigrate.Planning;

/// <summary>A pending revision that is held back, and what it waits for.</summary>
/// <param name="RevisionId">The revision.</param>
/// <param name="Message">Its message.</param>
/// <param name="Phase">Its phase.</param>
/// <param name="HeldBy">Id of the revision whose condition is not met: itself, or an ancestor.</param>
/// <param name="Gate">The closed gates of that revision as its header spells them, or <c>phase</c> when the run was limited to an earlier phase.</param>
/// <param name="Reason">Why, in one sentence.</param>
/// <param name="Verdicts">The verdicts on the gates of that revision; empty when it was held back by its phase.</param>
public sealed record Hold(
    string RevisionId, string Message, RevisionPhase Phase, string HeldBy, string Gate, string Reason, IReadOnlyList<GateVerdict> Verdicts)
{
    /// <summary>The verdicts on the gates of that revision; empty when it was held back by its phase.</summary>
    public IReadOnlyList<GateVerdict> Verdicts { get; init; } = Verdicts.ToArray();

    /// <summary>The word that stands for a gate when the run's phase ends before the revision.</summary>
    public const string PhaseGate = "phase";

    /// <summary>Whether the run's phase holds it back, not a gate.</summary>
    public bool ByPhase => Gate == PhaseGate;

    /// <summary>Revision, gate and reason, for people.</summary>
    public override string ToString() => $"{RevisionId} ({Message}) waits for {Gate}{(HeldBy == RevisionId ? "" : $" of {HeldBy}")}: {Reason}";
}
