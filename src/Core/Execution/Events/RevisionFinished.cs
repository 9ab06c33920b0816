namespace SchemaMigrate.Execution.Events;

/// <summary>A revision is applied or undone, and committed.</summary>
/// <param name="Result">What it took.</param>
public sealed record RevisionFinished(RevisionResult Result) : RunEvent;
