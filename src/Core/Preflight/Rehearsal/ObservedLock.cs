using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>A lock that a statement really took.</summary>
/// <param name="Relation">The relation; it was there before the step.</param>
/// <param name="Mode">The strongest mode.</param>
public sealed record ObservedLock(QualifiedName Relation, LockMode Mode);
