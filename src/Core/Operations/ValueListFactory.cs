namespace SchemaMigrate.Operations;

/// <summary>Makes <see cref="ValueList{T}"/>; collection expressions such as <c>[a, b]</c> use it.</summary>
public static class ValueList
{
    /// <summary>A list of the items given, which are copied.</summary>
    public static ValueList<T> Create<T>(ReadOnlySpan<T> items) => new(items.ToArray());

    /// <summary>A list of the items given, which are copied.</summary>
    public static ValueList<T> ToValueList<T>(this IEnumerable<T> items) => new(items.ToArray());
}
