namespace SchemaMigrate.Sql;

/// <summary>A call of the parser with a text in UTF-8.</summary>
internal delegate T ParserCall<out T>(ParserInstance instance, ReadOnlySpan<byte> sql);
