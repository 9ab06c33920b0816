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
    private readonly Dictionary<string, Entry> entries = new(StringComparer.Ordinal);

    public IEnumerable<T> Values
    {
        get
        {
            foreach (var first in entries.Values)
            {
                for (var entry = first; entry is not null; entry = entry.Next)
                {
                    yield return entry.Value;
                }
            }
        }
    }

    public static bool Same(QualifiedName left, QualifiedName right) =>
        left.Name == right.Name && (left.Schema is null || right.Schema is null || left.Schema == right.Schema);

    public bool TryGet(QualifiedName name, [NotNullWhen(true)] out T? value)
    {
        entries.TryGetValue(name.Name.Name, out var entry);
        for (; entry is not null; entry = entry.Next)
        {
            if (Same(entry.Name, name))
            {
                value = entry.Value;
                return true;
            }
        }

        value = null;
        return false;
    }

    public bool Contains(QualifiedName name) => TryGet(name, out _);

    public void Set(QualifiedName name, T value)
    {
        Remove(name);
        entries[name.Name.Name] = new Entry(name, value, entries.GetValueOrDefault(name.Name.Name));
    }

    public bool Remove(QualifiedName name)
    {
        if (!entries.TryGetValue(name.Name.Name, out var first))
        {
            return false;
        }

        var (removed, kept) = (false, (Entry?)null);
        for (var entry = first; entry is not null; entry = entry.Next)
        {
            if (Same(entry.Name, name))
            {
                removed = true;
            }
            else
            {
                kept = new Entry(entry.Name, entry.Value, kept);
            }
        }

        if (kept is null)
        {
            entries.Remove(name.Name.Name);
        }
        else if (removed)
        {
            entries[name.Name.Name] = kept;
        }

        return removed;
    }

    public void Clear() => entries.Clear();

    private sealed class Entry(QualifiedName name, T value, Entry? next)
    {
        public QualifiedName Name { get; } = name;

        public T Value { get; } = value;

        /// <summary>Another one with the same name in another schema; null when there is none.</summary>
        public Entry? Next { get; } = next;
    }
}
