using SchemaMigrate.Planning;

namespace SchemaMigrate.Execution.Events;

/// <summary>A step begins, or is tried again.</summary>
/// <param name="Revision">The revision that it belongs to.</param>
/// <param name="Step">The step.</param>
/// <param name="Attempt">Number of the try, from 1.</param>
public sealed record StepStarted(PlannedRevision Revision, Step Step, int Attempt) : RunEvent;
