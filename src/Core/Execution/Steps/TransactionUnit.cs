using SchemaMigrate.Planning;

namespace SchemaMigrate.Execution.Steps;

/// <summary>A transactional step with its revision.</summary>
/// <param name="Revision">The revision.</param>
/// <param name="Step">The step.</param>
internal sealed record TransactionUnit(PlannedRevision Revision, Step Step);
