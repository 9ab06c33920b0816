namespace SchemaMigrate.Execution.Events;

/// <summary>A try of a step did not get its locks.</summary>
/// <param name="Miss">Who was in the way, and when the next try comes.</param>
public sealed record StepMissedLock(LockMiss Miss) : RunEvent;
