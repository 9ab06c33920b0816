namespace SchemaMigrate.Revisions;

/// <summary>A path divided into what may run and what waits.</summary>
/// <param name="Runnable">What may run now, in the order of execution.</param>
/// <param name="Held">What waits, with the reason, in the order of execution.</param>
public sealed record PathSplit(IReadOnlyList<Revision> Runnable, IReadOnlyList<HeldRevision> Held);
