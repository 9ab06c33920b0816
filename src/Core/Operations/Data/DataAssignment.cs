using SchemaMigrate.Sql;

namespace SchemaMigrate.Operations;

/// <summary>What one column gets.</summary>
/// <param name="Column">The column.</param>
/// <param name="Value">An expression over the row.</param>
public sealed record DataAssignment(Identifier Column, ExpressionFragment Value);
