using SchemaMigrate.Operations;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Cmdlets.Operations;

/// <summary>Reads the names that parameters were given.</summary>
internal static class NameParameters
{
    /// <summary>The names, in order.</summary>
    public static ValueList<Identifier> Read(string[] names) => names.Select(Identifier.Parse).ToValueList();

    /// <summary>The name, or null when there is none.</summary>
    public static Identifier? ReadOptional(string? name) => string.IsNullOrEmpty(name) ? null : Identifier.Parse(name);

    /// <summary>The pairs of columns of two tables, in order.</summary>
    public static ValueList<ColumnPair> ReadPairs(string[] pairs) => pairs.Select(ColumnPair.Parse).ToValueList();
}
