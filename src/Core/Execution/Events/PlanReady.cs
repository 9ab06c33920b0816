using SchemaMigrate.Planning;

namespace SchemaMigrate.Execution.Events;

/// <summary>The run lock is held, the journal was read, and this is what will be done.</summary>
/// <param name="Plan">The plan.</param>
public sealed record PlanReady(Plan Plan) : RunEvent;
