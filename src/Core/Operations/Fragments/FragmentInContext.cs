using SchemaMigrate.Sql;

namespace SchemaMigrate.Operations;

/// <summary>A fragment as part of a parsed statement.</summary>
/// <param name="Statement">The root of the one statement; a node that does not exist when the fragment made none or several of it.</param>
/// <param name="MarkOffset">Where the mark behind the fragment begins.</param>
internal readonly record struct FragmentInContext(SqlNode Statement, int MarkOffset)
{
    /// <summary>What the statements go on with behind a fragment.</summary>
    public const string Mark = "mark";

    /// <summary>The only item that a list of the statement has in front of the mark; a node that does not exist when there are more, or the mark is not there.</summary>
    /// <param name="list">The list's field.</param>
    /// <param name="markField">The field of the last item that holds the mark; null when the item is the mark.</param>
    public SqlNode OnlyItemBeforeMark(string list, string? markField = null)
    {
        var items = Statement.List(list);
        var last = default(SqlNode);
        foreach (var item in items)
        {
            last = item;
        }

        var mark = markField is null ? last : last[markField];
        return items.Count == 2 && IsMark(mark) ? items.First : default;
    }

    /// <summary>Whether a node is the mark.</summary>
    public bool IsMark(SqlNode node) => node.Exists && node.Offset == MarkOffset;
}
