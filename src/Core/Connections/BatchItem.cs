namespace SchemaMigrate.Connections;

/// <summary>One statement of a batch that goes to the server in one round trip.</summary>
/// <param name="Sql">Exactly one statement; parameters are <c>$1</c>, <c>$2</c>, …</param>
/// <param name="Parameters">The values of the parameters, in order; null is NULL.</param>
internal sealed record BatchItem(string Sql, params object?[] Parameters);
