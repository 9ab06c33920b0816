using System.Collections.Concurrent;
using SchemaMigrate.Connections;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Execution.Journal;

/// <summary>The journal's statements for one schema name.</summary>
internal sealed class JournalSql(Identifier schema)
{
    private readonly ConcurrentDictionary<string, string> texts = new(StringComparer.Ordinal);

    /// <summary>The statement of an embedded file, with the schema filled in.</summary>
    /// <param name="name">Name of the file without folder and ending.</param>
    internal string this[string name] => texts.GetOrAdd(
        name, key => EmbeddedSql.Read($"Execution/Journal/{key}.sql").Replace("{journal}", schema.ToString(), StringComparison.Ordinal));
}
