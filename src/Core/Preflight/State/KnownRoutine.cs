using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>A function or procedure that a source creates.</summary>
/// <param name="Node">The <c>CreateFunctionStmt</c>.</param>
/// <param name="CreatedBy">The statement.</param>
internal sealed record KnownRoutine(SqlNode Node, ExaminedStatement CreatedBy);
