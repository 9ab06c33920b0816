using SchemaMigrate.Planning;

namespace SchemaMigrate.Execution.Events;

/// <summary>How far a long statement is, as the server tells it (pg_stat_progress_create_index).</summary>
/// <param name="Step">The step.</param>
/// <param name="Phase">What the server is doing, in its own words.</param>
/// <param name="Done">Units done in this phase.</param>
/// <param name="Total">Units in this phase; 0 when the phase has no measure.</param>
/// <param name="WaitsForPid">The session that it waits for right now; null when it works.</param>
public sealed record StepProgressed(Step Step, string Phase, long Done, long Total, int? WaitsForPid) : RunEvent;
