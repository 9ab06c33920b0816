namespace SchemaMigrate.Sql;

/// <summary>Either a tree or a failure.</summary>
internal readonly record struct ParserAnswer(SqlTree? Tree, ParserFailure? Failure);
