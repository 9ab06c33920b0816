using System.Diagnostics.CodeAnalysis;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>
/// Things by qualified name. A name without schema may mean any schema, because the search_path is not known: it finds, and is found by,
/// every thing of that name.
/// </summary>
internal sealed class NameMap<T>
    where T : class
{
    private readonly Dictionary<string, List<(QualifiedName Name, T Value)>> entries = new(StringComparer.Ordinal);

    public IEnumerable<T> Values => entries.Values.SelectMany(list => list).Select(entry => entry.Value);

    public static bool Same(QualifiedName left, QualifiedName right) =>
        left.Name == right.Name && (left.Schema is null || right.Schema is null || left.Schema == right.Schema);

    public bool TryGet(QualifiedName name, [NotNullWhen(true)] out T? value)
    {
        value = null;
        if (entries.TryGetValue(name.Name.Name, out var list))
        {
            foreach (var entry in list)
            {
                if (Same(entry.Name, name))
                {
                    value = entry.Value;
                    return true;
                }
            }
        }

        return false;
    }

    public bool Contains(QualifiedName name) => TryGet(name, out _);

    public void Set(QualifiedName name, T value)
    {
        Remove(name);
        if (!entries.TryGetValue(name.Name.Name, out var list))
        {
            entries.Add(name.Name.Name, list = new List<(QualifiedName, T)>(1));
        }

        list.Add((name, value));
    }

    public bool Remove(QualifiedName name) =>
        entries.TryGetValue(name.Name.Name, out var list) && list.RemoveAll(entry => Same(entry.Name, name)) > 0;

    public void Clear() => entries.Clear();
}
