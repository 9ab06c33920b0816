namespace SchemaMigrate.Sql;

/// <summary>A place in a text.</summary>
/// <param name="Line">Line, from 1.</param>
/// <param name="Column">Column, from 1, in chars (UTF-16 units).</param>
public readonly record struct SourceLocation(int Line, int Column);
