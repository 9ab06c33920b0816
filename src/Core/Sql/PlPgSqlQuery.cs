namespace SchemaMigrate.Sql;

/// <summary>SQL within a PL/pgSQL body.</summary>
/// <param name="Text">A static statement's SQL; of a dynamic one, the expression that yields its SQL when it runs.</param>
/// <param name="IsDynamic">Whether the SQL is known at run time only (EXECUTE).</param>
/// <param name="Line">Line in the script, from 1, of the PL/pgSQL statement.</param>
public sealed record PlPgSqlQuery(string Text, bool IsDynamic, int Line);
