namespace SchemaMigrate.Revisions;

/// <summary>A revision that waits.</summary>
/// <param name="Revision">The revision.</param>
/// <param name="HeldBy">The revision that holds it back: itself when its own condition is not met, otherwise the first of its ancestors with such a condition.</param>
public sealed record HeldRevision(Revision Revision, Revision HeldBy);
