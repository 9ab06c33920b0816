using SchemaMigrate.Connections;

namespace SchemaMigrate.Execution;

/// <summary>A try of a step that did not get its locks, and who was in the way.</summary>
/// <param name="RevisionId">The revision.</param>
/// <param name="StepOrdinal">The step within the revision.</param>
/// <param name="Attempt">Number of the try, from 1.</param>
/// <param name="SqlState">55P03 for a lock timeout, 40P01 for a deadlock.</param>
/// <param name="Waited">How long the try took.</param>
/// <param name="Rest">How long the runner rests before the next try; null when this was the last one.</param>
/// <param name="Blockers">The sessions that held conflicting locks, as seen while the try was waiting.</param>
public sealed record LockMiss(
    string RevisionId, int StepOrdinal, int Attempt, string SqlState, TimeSpan Waited, TimeSpan? Rest, IReadOnlyList<Blocker> Blockers);
