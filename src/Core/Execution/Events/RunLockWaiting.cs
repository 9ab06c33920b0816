namespace SchemaMigrate.Execution.Events;

/// <summary>Another runner works on the same journal; this one waits for it.</summary>
/// <param name="Holder">The other runner.</param>
public sealed record RunLockWaiting(RunLockHolder Holder) : RunEvent;
