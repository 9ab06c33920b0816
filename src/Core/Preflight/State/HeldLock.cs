using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>A lock that the present transaction holds on a table that was there before.</summary>
/// <param name="Relation">The table.</param>
/// <param name="Mode">The strongest mode.</param>
/// <param name="TakenBy">The statement that took it first in this mode.</param>
internal sealed record HeldLock(QualifiedName Relation, LockMode Mode, ExaminedStatement TakenBy);
