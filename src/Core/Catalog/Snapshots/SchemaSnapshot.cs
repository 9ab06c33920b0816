namespace SchemaMigrate.Catalog;

/// <summary>
/// Everything that a database's schemas hold, except rows: objects with their properties, in a canonical order and spelling, so that two
/// snapshots are equal when the schemas are. Objects of extensions are left out, the extensions themselves are in it.
/// </summary>
public sealed class SchemaSnapshot : IEquatable<SchemaSnapshot>
{
    private readonly Dictionary<(SchemaObjectKind, string), SchemaObject> byName;

    /// <summary>Takes objects.</summary>
    /// <param name="objects">The objects, in any order.</param>
    public SchemaSnapshot(IEnumerable<SchemaObject> objects)
    {
        Objects = [.. objects.OrderBy(each => each.Kind).ThenBy(each => each.Name, StringComparer.Ordinal)];
        byName = Objects.ToDictionary(each => (each.Kind, each.Name));
    }

    /// <summary>The objects by kind and name.</summary>
    public IReadOnlyList<SchemaObject> Objects { get; }

    /// <summary>Finds an object.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="name">Its qualified name, quoted where SQL needs it.</param>
    /// <returns>The object; null when there is none.</returns>
    public SchemaObject? Find(SchemaObjectKind kind, string name) => byName.GetValueOrDefault((kind, name));

    /// <summary>What is different in a later snapshot.</summary>
    /// <param name="later">The later snapshot.</param>
    /// <returns>New, gone and changed objects by kind and name; empty when the snapshots are equal. Parts of a table that is itself new or gone are left out.</returns>
    public IReadOnlyList<SchemaDifference> CompareTo(SchemaSnapshot later)
    {
        ArgumentNullException.ThrowIfNull(later);
        var differences = byName.Keys.Union(later.byName.Keys)
            .Select(key => new SchemaDifference(byName.GetValueOrDefault(key), later.byName.GetValueOrDefault(key)))
            .Where(difference => !Equals(difference.Before, difference.After))
            .OrderBy(difference => difference.Object.Kind).ThenBy(difference => difference.Object.Name, StringComparer.Ordinal)
            .ToList();
        var whole = differences.Where(difference => difference.Before is null || difference.After is null).ToLookup(difference => difference.Object.Name, difference => difference.Before is null);
        return [.. differences.Where(difference => difference.Object.Parent is not { } parent || !whole[parent].Contains(difference.Before is null) || difference is { Before: not null, After: not null })];
    }

    /// <inheritdoc/>
    public bool Equals(SchemaSnapshot? other) => other is not null && Objects.SequenceEqual(other.Objects);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SchemaSnapshot);

    /// <inheritdoc/>
    public override int GetHashCode() => Objects.Count;
}
