namespace SchemaMigrate.Sql;

/// <summary>A stretch of a script that holds one statement.</summary>
/// <param name="Kind">What it holds.</param>
/// <param name="Start">First char of the first token.</param>
/// <param name="End">After the last char of the last token, without the semicolon.</param>
/// <param name="Next">Where the next stretch begins.</param>
internal readonly record struct StatementBorder(BorderKind Kind, int Start, int End, int Next);
