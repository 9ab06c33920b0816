using SchemaMigrate.Planning;

namespace SchemaMigrate.Preflight;

/// <summary>What a step did in the rehearsal.</summary>
/// <param name="Revision">The revision's id; null for SQL that belongs to none.</param>
/// <param name="Direction">Whether it was upgraded or downgraded.</param>
/// <param name="Ordinal">The number of the step within the revision, from 1.</param>
/// <param name="Statements">Its statements up to the first that failed.</param>
public sealed record RehearsedStep(string? Revision, PlanDirection Direction, int Ordinal, IReadOnlyList<RehearsedStatement> Statements);
