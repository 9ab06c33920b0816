using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>A rename of a relation or a column that was there before.</summary>
/// <param name="Relation">The relation, under the name that it had at that time.</param>
/// <param name="Column">The column; null when the relation itself is renamed.</param>
/// <param name="NewName">The new name.</param>
/// <param name="By">The statement.</param>
internal sealed record KnownRename(QualifiedName Relation, string? Column, string NewName, ExaminedStatement By);
