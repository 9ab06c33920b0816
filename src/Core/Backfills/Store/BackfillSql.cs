using System.Collections.Concurrent;
using SchemaMigrate.Connections;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Backfills;

/// <summary>The statements on the backfill tables of a journal.</summary>
/// <param name="schema">Schema of the journal.</param>
internal sealed class BackfillSql(Identifier schema)
{
    private readonly ConcurrentDictionary<string, string> texts = new(StringComparer.Ordinal);

    internal Identifier Schema => schema;

    /// <summary>The statement of an embedded file, with the schema filled in.</summary>
    /// <param name="name">Name of the file without folder and ending.</param>
    internal string this[string name] => texts.GetOrAdd(
        name, key => EmbeddedSql.Read($"Backfills/Store/{key}.sql").Replace("{journal}", schema.ToString(), StringComparison.Ordinal));
}
