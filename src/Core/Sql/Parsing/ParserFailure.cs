namespace SchemaMigrate.Sql;

/// <summary>What libpg_query answers to text that it cannot parse.</summary>
/// <param name="Message">PostgreSQL's message.</param>
/// <param name="Cursor">Place in 1-based code points of the text; 0 when unknown.</param>
internal sealed record ParserFailure(string Message, int Cursor);
