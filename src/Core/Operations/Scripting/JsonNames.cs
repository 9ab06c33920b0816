using System.Text.Json;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Operations;

/// <summary>Names as a JSON array, for catalog blocks: no name, whatever it holds, can be mistaken for two.</summary>
internal static class JsonNames
{
    /// <summary>The names, each once, as the catalog stores them.</summary>
    public static string Of(IEnumerable<Identifier> names) => JsonSerializer.Serialize(names.Select(name => name.Name).Distinct());
}
