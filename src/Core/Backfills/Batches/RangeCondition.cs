using SchemaMigrate.Sql;

namespace SchemaMigrate.Backfills;

/// <summary>Writes the condition that selects a range of keys, in the form that an index scan can follow.</summary>
internal static class RangeCondition
{
    /// <summary>The condition as SQL; <c>true</c> for the whole table.</summary>
    /// <param name="key">The key.</param>
    /// <param name="range">The range.</param>
    /// <param name="alias">What stands before the columns, already quoted; null for nothing.</param>
    internal static string Of(WalkKey key, KeyRange range, string? alias = null)
    {
        var conditions = new List<string>(2);
        if (range.Lower is { } lower)
        {
            conditions.Add(Compare(key, lower, ">", alias));
        }

        if (range.Upper is { } upper)
        {
            conditions.Add(Compare(key, upper, "<=", alias));
        }

        return conditions.Count == 0 ? "true" : string.Join(" AND ", conditions);
    }

    /// <summary>The columns for ORDER BY.</summary>
    internal static string Order(WalkKey key, string? alias, string direction = "") =>
        string.Join(", ", key.Columns.Select(column => Prefix(alias) + column.Ordered + direction));

    /// <summary>The columns as text, for a SELECT list.</summary>
    internal static string TextArray(WalkKey key, string? alias) =>
        $"ARRAY[{string.Join(", ", key.Columns.Select(column => $"{Prefix(alias)}{column.Quoted}::pg_catalog.text"))}]";

    private static string Compare(WalkKey key, IReadOnlyList<string> values, string comparison, string? alias)
    {
        var columns = key.Columns.Take(values.Count).Select(column => Prefix(alias) + column.Ordered).ToList();
        var constants = key.Columns.Zip(values, (column, value) => $"{Literal.Of(value)}::{column.Type}").ToList();
        return columns.Count == 1
            ? $"{columns[0]} {comparison} {constants[0]}"
            : $"({string.Join(", ", columns)}) {comparison} ({string.Join(", ", constants)})";
    }

    private static string Prefix(string? alias) => alias is null ? "" : alias + ".";
}
